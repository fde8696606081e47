/// The kernel: a loop, its tasks, futures, and the verbs that wait.
///
/// A program calls [EventLoop.run][dev.baton.EventLoop#run(dev.baton.Body)]. What runs inside are
/// tasks, one at a time: a task runs until it waits, in a method marked
/// [@Suspends][dev.baton.Suspends], and meanwhile the others run. So plain fields need no lock.
///
/// Three principles:
///
/// 1. **One at a time.** A loop owns one baton, and only who holds it runs. A task keeps it until
///    it waits, so what happens between two waits is atomic.
/// 2. **To wait is to await a future.** Locks, queues, sleeps and sockets all end in
///    [Future.await][dev.baton.Future#await()], and all wake by completing that future. The loop
///    knows futures and channels; it knows no lock, no queue and no protocol.
/// 3. **Completing runs nothing.** It puts whoever waits at the end of the ready queue. So nobody
///    is interrupted by what he wakes, and the order of a program follows from that one queue.
///
/// ## The way of a wake-up
///
/// Task A releases a [Lock][dev.baton.sync.Lock] that task B waits for. Each line calls the next.
///
/// ```text
///   task A        Lock.release                the lock is free
///                   WaitQueue.Waiter.wake     the first in line
///                     Future.setResult        B's future is done
///                       EventLoop.ready
///                         Scheduler.ready     B's baton is last in the ready queue
///                 A goes on, until it waits itself
///
///   loop          Scheduler.turn              the next turn
///                   Scheduler.run             B's baton is first now
///                     Baton.run
///                       Task.step             B is the current task
///                         Baton.resume        passes the baton; the loop stands still
///
///   task B        Baton.suspend returns       on B's own thread
///                   Task.waitFor returns, or raises B's cancellation
///                     Future.await returns
///                       Lock.acquire returns  B has the lock
/// ```
///
/// asyncio's way is the same: `set_result`, `call_soon`, the ready queue, `Handle._run`,
/// `Task.__step`, `coro.send`.
///
/// The package holds three kinds of types. They are in one package so that nobody else can reach
/// the machinery: `sync`, `net` and all programs use what is public here, and the compiler proves
/// it.
///
/// ## What you call
///
/// | type | what it is for |
/// |---|---|
/// | [Async][dev.baton.Async] | the verbs: `sleep`, `spawn`, `gather`, `wait`, `shield`, `timeout`... |
/// | [EventLoop][dev.baton.EventLoop] | runs a program; callbacks and timers |
/// | [EventLoopBuilder][dev.baton.EventLoopBuilder] | the settings of a loop |
/// | [Task][dev.baton.Task] | a method that runs on its own, and can be cancelled |
/// | [TaskGroup][dev.baton.TaskGroup] | tasks that end with the block that started them |
/// | [Timeout][dev.baton.Timeout] | a limit on how long a block may wait |
/// | [Future][dev.baton.Future] | a result that is not there yet |
/// | [Outcome][dev.baton.Outcome] | how a future ended |
/// | [ReturnWhen][dev.baton.ReturnWhen], [DoneAndPending][dev.baton.DoneAndPending] | what `Async.wait` is told, and gives |
/// | [Handle][dev.baton.Handle] | a callback that can be cancelled |
/// | [Blocking][dev.baton.Blocking] | where calls belong that block their thread |
/// | [Completer][dev.baton.Completer] | brings a result from another thread |
/// | [OutsideSource][dev.baton.OutsideSource] | says that something outside can still wake a task |
/// | [Signals][dev.baton.Signals] | signals of the operating system |
/// | [Suspends][dev.baton.Suspends] | marks the methods that wait |
/// | [CancelledError][dev.baton.CancelledError] | raised in a task that is asked to stop |
/// | [ExceptionGroup][dev.baton.ExceptionGroup] | what failed in a group, together |
/// | [TimeoutException][dev.baton.TimeoutException] | the time of a block ran out |
/// | [DeadlockException][dev.baton.DeadlockException] | nothing can happen any more |
/// | [InvalidStateException][dev.baton.InvalidStateException] | a future is not in the state for this call |
///
/// ## What you implement or plug in
///
/// | type | what it is for |
/// |---|---|
/// | [Body][dev.baton.Body], [Action][dev.baton.Action] | code with and without a result; usually a lambda |
/// | [Blocker][dev.baton.Blocker] | a primitive of your own that deadlock reports can name |
/// | [Labelled][dev.baton.Labelled], [Label][dev.baton.Label] | what reports call something that tasks wait for |
/// | [ExceptionHandler][dev.baton.ExceptionHandler], [UnhandledFailure][dev.baton.UnhandledFailure] | takes failures that nobody took |
/// | [Clock][dev.baton.Clock] | where a loop takes its time from |
/// | [SchedulingPolicy][dev.baton.SchedulingPolicy] | decides which task goes next |
/// | [LoopListener][dev.baton.LoopListener] | sees all that happens on a loop |
/// | [LoopObserver][dev.baton.LoopObserver], [Holder][dev.baton.Holder] | looks at the loops of a process from outside |
/// | [Mistake][dev.baton.Mistake] | likely mistakes that a loop reports |
///
/// ## The machinery, in reading order
///
/// | type | what it does |
/// |---|---|
/// | `Runner` | the life of a loop: set up, run main, end what main left |
/// | `Scheduler` | takes turns: wait, collect what is ready, run it |
/// | `Callback` | what a turn runs |
/// | `TaskList` | the tasks that have not ended |
/// | `Budget` | how long a task may go on whose sockets are always ready |
/// | `Poller`, `TimerQueue`, `Timer`, `Durations` | wait for channels and for the next timer |
/// | `Inbox` | brings callbacks from other threads |
/// | `ReadyPicker` | takes the next callback as a `SchedulingPolicy` decides |
/// | `Baton`, `MountedBaton`, `HandOffBaton` | pass the right to run between the loop and a task |
/// | `Mounting`, `VirtualThreads`, `Pinning` | which baton; the JDK's virtual threads; why a thread cannot wait |
/// | `Sleep` | what a sleeping task awaits |
/// | `Gathering`, `WaitForSeveral`, `Completions`, `Shield` | one wait for several futures, and one future for another |
/// | `CancelWalk` | a request to cancel, on its way down through gathers |
/// | `BlockingCalls`, `CompletableFutureBridge` | work on other threads, and the JDK's futures |
/// | `UnreadFailure`, `UnreadFailures`, `AwaitedHere`, `SneakyThrow` | no failure is lost, and each says where it was awaited |
/// | `Ring`, `DeadlockReport` | who waits for whom |
/// | `MistakeReporter`, `CallSites`, `Log` | reports, their lines, and where they go |
/// | `Watchdog`, `Block`, `ClassLoads`, `RunningLoops` | a loop that is blocked |
/// | `Observers`, `OnBehalf` | what listeners are told |
/// | `CtrlC` | cancels the main task |
package dev.baton;
