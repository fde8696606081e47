/// Benchmarks: what the primitives cost, beside plain virtual threads and beside asyncio.
///
/// Start with [dev.baton.bench.Bench], which says how they are made; the work itself is in
/// `TaskWorkloads`, `SyncWorkloads`, `ThreadWorkloads` and `asyncio_bench.py`.
package dev.baton.bench;
