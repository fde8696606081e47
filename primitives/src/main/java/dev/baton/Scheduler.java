package dev.baton;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;

/// Decides what runs next: the heart of a loop.
///
/// **A turn** is one round of the loop, and the unit in which order is promised:
///
/// ```text
///         +--------------------------------------------------+
///         v                                                  |
///   nothing ready?          collect                  run what was ready
///   wait in the   --------> - wakers of channels --> when the turn began,
///   selector                - messages of threads    first in, first out
///                           - timers that are due            |
///                               |                            |
///                               +------> ready queue <-------+
///                                        callSoon, completed futures, new tasks
/// ```
///
/// **Why only what was ready when the turn began.** What a callback adds waits for the next turn.
/// So two tasks that wake each other for ever still let timers, channels and other threads come in
/// between, and "in the next turn" means the same in every program.
///
/// **Why first in, first out, without priorities.** Whoever was woken first goes on first. The
/// fairness of all that is built on a loop rests on this: a lock wakes its waiters in order and
/// needs no more. It is also asyncio's order, to the turn: the traces of CPython that the
/// conformance tests replay agree callback by callback.
///
/// **Where this differs from asyncio.** asyncio asks its selector in every turn. A look is a system
/// call and costs more than a switch between tasks, so while callbacks keep coming the channels are
/// looked at only after 64 of them, or after 2 ms. No task can see the difference but by the clock.
/// A task whose sockets are always ready would never wait: [Budget] makes it.
///
/// **No priority, but a policy.** Tests can put a [SchedulingPolicy] in the place of the first in
/// line. The order is all that it decides: whatever it says is an order that could have happened.
///
/// Everything here runs on the loop's thread, except [#beat()] and [#isWaiting()].
final class Scheduler {
  /// While callbacks keep coming, the channels are looked at this often: a look is a system call.
  private static final int CALLBACKS_A_LOOK = 64;

  /// And this often, by the loop's clock: callbacks may take long.
  private static final long NANOS_A_LOOK = 2_000_000;

  private static final long UNKNOWN = -1;

  /// Other threads may send faster than the loop can take: their messages wait for the next turn.
  private static final int MESSAGES_A_TURN = 1_000;

  private static final VarHandle BEAT;

  static {
    try {
      BEAT = MethodHandles.lookup().findVarHandle(Scheduler.class, "beat", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final EventLoop loop;
  private final Clock clock;
  private final long startedAt;

  /// Who decides which task goes next; null: the one that was ready first.
  private final SchedulingPolicy policy;

  /// The policy has failed, and is not asked any more.
  private boolean policyFailed;

  /// Null if nobody listens.
  private final LoopListener listener;

  private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
  private final TimerQueue timers = new TimerQueue();
  private final Poller poller = new Poller();
  private final Inbox inbox = new Inbox(poller);
  private final Budget budget;
  private int callbacksSinceLook;

  /// After a wait it is noted only when it is asked for: most turns begin with a wait.
  private long lookedAt = UNKNOWN;

  /// What [#runUntilDone(Future)] runs for, and whether it is done.
  private Future<?> awaited;

  private boolean stopping;

  /// The step whose beginning was noted, by its beat, and that beginning.
  private long notedStep;

  private long stepBegan;

  /// Counts callbacks, for the watchdog: a loop whose beat stands still is blocked, unless it
  /// waits.
  private long beat;

  private volatile boolean waiting;

  Scheduler(EventLoop loop, Clock clock, SchedulingPolicy policy, LoopListener listener) {
    this.loop = loop;
    this.clock = clock;
    this.policy = policy;
    this.listener = listener;
    this.budget = new Budget(this, policy);
    this.startedAt = clock.nanoTime();
  }

  /// Gets what the loop will need, as long as it can be had.
  ///
  /// @throws java.io.UncheckedIOException if the system has no file descriptor left
  void open() {
    if (!clock.isVirtual()) {
      poller.open();
    }
  }

  /// Takes turns until the future is done, and one more: what was ready beside its end still runs.
  void runUntilDone(Future<?> future) {
    stopping = false;
    awaited = future;
    // a deadlock leaves the callback of an earlier call behind
    future.addDoneCallback(done -> stopping |= done == awaited);
    while (!stopping) {
      turn();
    }
  }

  private void turn() {
    if (ready.isEmpty() && inbox.isEmpty() && !poller.hasWakers()) {
      waitForWork();
    } else if (callbacksSinceLook >= CALLBACKS_A_LOOK || poller.hasKeys() && isLongSinceLook()) {
      look();
    }
    collect();
    for (int count = ready.size(); count > 0; count--) {
      run(policy == null || policyFailed ? ready.poll() : choose());
    }
  }

  private boolean isLongSinceLook() {
    long now = time();
    if (lookedAt == UNKNOWN) {
      lookedAt = now;
    }
    return now - lookedAt >= NANOS_A_LOOK;
  }

  private Runnable choose() {
    policyFailed = true;
    Runnable next = ReadyPicker.next(ready, policy);
    policyFailed = false;
    return next;
  }

  private void run(Runnable callback) {
    BEAT.setOpaque(this, beat + 1);
    callbacksSinceLook++;
    perform(callback);
  }

  private void perform(Runnable callback) {
    try {
      callback.run();
    } catch (Throwable failure) {
      loop.callExceptionHandler(
          new UnhandledFailure("a callback failed: " + callback, failure, null));
    }
  }

  private void waitForWork() {
    loop.failures().reportCollected();
    long deadline = timers.next();
    if (deadline == TimerQueue.NONE && loop.sources().isEmpty() && !poller.hasWatches()) {
      throw deadlock();
    }
    loop.mistakes().reportRings();
    long nanos = deadline == TimerQueue.NONE ? Long.MAX_VALUE : Math.max(0, deadline - time());
    if (listener != null) {
      listener.idle(nanos);
    }
    if (deadline != TimerQueue.NONE && clock.isVirtual()) {
      skipTo(deadline);
    } else {
      select(nanos);
    }
    if (listener != null) {
      listener.busy();
    }
  }

  private DeadlockException deadlock() {
    if (policy != null) {
      policy.deadlocked();
    }
    return new DeadlockException(DeadlockReport.ofAll(loop));
  }

  private void skipTo(long deadline) {
    if (deadline > time()) {
      requireNothingOutside(deadline);
      clock.skipTo(startedAt + deadline);
    }
  }

  private void select(long nanos) {
    callbacksSinceLook = 0;
    poller.open();
    if (nanos == 0) {
      poller.poll(0, ready);
    } else if (inbox.trySleep()) {
      waiting = true;
      try {
        poller.poll(nanos, ready);
      } finally {
        waiting = false;
        inbox.awake();
      }
      if (Thread.interrupted()) { // a thread with this flag cannot wait
        loop.onInterrupt();
      }
    }
    lookedAt = UNKNOWN;
  }

  /// A clock that jumps would leave real work behind: better an error than a timeout that nobody
  /// waited for.
  private void requireNothingOutside(long deadline) {
    long channels = poller.watches();
    if (!loop.sources().isEmpty() || channels > 0) {
      throw new IllegalStateException(
          "a virtual clock cannot jump to "
              + Durations.text(deadline)
              + " while something real is under way: "
              + (channels > 0 ? channels + " watched channels " : "")
              + (loop.sources().isEmpty() ? "" : loop.sources()));
    }
  }

  /// In the middle of a turn, and only so that the selector lets go of closed channels: what else
  /// it finds is run in the next turn.
  void letGoOfClosed() {
    if (poller.hasKeys()) {
      poller.poll(0, ready);
    }
  }

  /// For those who want to know how long a step takes: it begins now, unless it was noted before.
  void noteStep(long now) {
    if (notedStep != beat) {
      notedStep = beat;
      stepBegan = now;
    }
  }

  /// When the step began that was noted last.
  long stepBegan() {
    return stepBegan;
  }

  /// Counts one operation of the task that runs.
  ///
  /// @return true if it should let others run before it; what their channels have is looked for
  ///   first
  boolean spend(Task<?> task) {
    boolean spent = budget.spend(task);
    if (spent) {
      callbacksSinceLook = CALLBACKS_A_LOOK;
    }
    return spent;
  }

  void renewBudget() {
    budget.renew();
  }

  private void look() {
    callbacksSinceLook = 0;
    lookedAt = time();
    loop.failures().reportCollected();
    loop.mistakes().reportRings();
    if (poller.hasKeys()) {
      poller.poll(0, ready);
    }
  }

  private void collect() {
    for (Runnable waker; (waker = poller.nextWaker()) != null; ) {
      perform(waker);
    }
    Runnable message;
    for (int i = 0; i < MESSAGES_A_TURN && (message = inbox.take()) != null; i++) {
      ready.add(message);
    }
    if (timers.next() != TimerQueue.NONE) {
      long now = time();
      for (Timer timer; (timer = timers.takeDue(now)) != null; ) {
        ready.add(timer);
      }
    }
  }

  /// Ends the turns. Still runs what other threads have sent, so that nothing they hand over leaks.
  void close() {
    inbox.close();
    for (Runnable message; (message = inbox.take()) != null; ) {
      run(message);
    }
    poller.close();
  }

  /// Nanoseconds since the loop was started.
  long time() {
    return clock.nanoTime() - startedAt;
  }

  void ready(Runnable callback) {
    ready.add(callback);
  }

  /// Takes back what was added last.
  void unready(Runnable callback) {
    ready.removeLastOccurrence(callback);
  }

  TimerQueue timers() {
    return timers;
  }

  Poller poller() {
    return poller;
  }

  Inbox inbox() {
    return inbox;
  }

  /// True when the next task is chosen by a test.
  boolean isExplored() {
    return policy != null;
  }

  /// The watchdog's view, from its own thread.
  long beat() {
    return (long) BEAT.getOpaque(this);
  }

  boolean isWaiting() {
    return waiting;
  }
}
