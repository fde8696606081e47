/// Primitives for tasks of one loop: what `asyncio` has for locking, signalling and passing items.
///
/// None of them knows of threads: between two waits of a task nothing else runs on its loop. They
/// are built from what is public in [dev.baton], and so could yours be. All are fair: tasks are
/// woken in the order in which they began to wait, and a task that is cancelled while it waits
/// leaves the line without a trace.
///
/// How a task that waits here is woken, step by step: see "the way of a wake-up" in [dev.baton].
///
/// ## What you call
///
/// | type | what it is for |
/// |---|---|
/// | [Lock][dev.baton.sync.Lock] | one task at a time in code that waits in the middle |
/// | [Semaphore][dev.baton.sync.Semaphore] | a limited number of tasks at a time |
/// | [BoundedSemaphore][dev.baton.sync.BoundedSemaphore] | the same; a `release` too many is an error |
/// | [Hold][dev.baton.sync.Hold] | what `acquire` gives, for try-with-resources |
/// | [Event][dev.baton.sync.Event] | something has happened: all who wait go on |
/// | [Condition][dev.baton.sync.Condition] | wait until other tasks have changed what a lock protects |
/// | [Barrier][dev.baton.sync.Barrier] | wait until a given number of tasks have come |
/// | [Queue][dev.baton.sync.Queue] | items from task to task, first in, first out; a limit gives back pressure |
/// | [PriorityQueue][dev.baton.sync.PriorityQueue] | the smallest item first |
/// | [LifoQueue][dev.baton.sync.LifoQueue] | the newest item first |
/// | [BrokenBarrierException][dev.baton.sync.BrokenBarrierException] | the tasks at a barrier will not all come |
/// | [QueueEmptyException][dev.baton.sync.QueueEmptyException], [QueueFullException][dev.baton.sync.QueueFullException] | from the calls that do not wait |
/// | [QueueShutDownException][dev.baton.sync.QueueShutDownException] | the queue takes no more items, or has given its last |
///
/// ## The machinery, in reading order
///
/// | type | what it does |
/// |---|---|
/// | `WaitQueue` | the tasks that wait, in order: serves all primitives |
/// | `Growth` | notices a queue without a limit that only grows |
package dev.baton.sync;
