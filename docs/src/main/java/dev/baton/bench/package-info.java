/// Benchmarks: what the primitives, the network and the explorer cost, beside others.
///
/// Start with [dev.baton.bench.Bench]. Of `bench primitives`, the work itself is in
/// `TaskWorkloads`, `SyncWorkloads`, `ThreadWorkloads` and `asyncio_bench.py`; of `bench net`, in
/// `BatonServer` and the servers beside it.
package dev.baton.bench;
