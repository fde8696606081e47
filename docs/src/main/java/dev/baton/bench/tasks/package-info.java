/// `bench primitives`: tasks, locks, queues and timers beside virtual threads and asyncio; and
/// `bench explorer`: schedules a second.
///
/// Start with [dev.baton.bench.tasks.PrimitivesBench]. The work itself is in `TaskWorkloads`,
/// `SyncWorkloads`, `ThreadWorkloads` and `asyncio_bench.py`.
package dev.baton.bench.tasks;
