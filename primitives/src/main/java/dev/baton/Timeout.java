package dev.baton;

import java.lang.StackWalker.StackFrame;
import java.time.Duration;
import java.util.Locale;

/// A limit on how long a piece of code may wait.
///
/// ```java
/// String page = Async.timeout(Duration.ofSeconds(2), () -> fetch(url));
/// ```
///
/// When the time is over, the task is cancelled at the place inside the body where it waits, and
/// the [CancelledError] becomes a [TimeoutException] when it leaves the body. A body that never
/// waits is never stopped; that its time has passed is reported ([Mistake#TIME_LIMIT_PASSED]).
/// Scopes nest: the outer one is not confused with the inner one, nor with a cancellation from
/// elsewhere, because each takes back exactly the request that it made (see [Task#uncancel()]).
///
/// ```text
///             run               time over             body ended
///  CREATED --------> ENTERED -------------> EXPIRING ------------> EXPIRED
///                       | body ended
///                       +----------> EXITED
/// ```
public final class Timeout {
  private enum State {
    CREATED,
    ENTERED,
    EXPIRING,
    EXPIRED,
    EXITED
  }

  private static final long NEVER = Long.MAX_VALUE;

  private State state = State.CREATED;

  /// Before the scope is entered: the time it gets, unless it has a fixed end.
  private final Duration length;

  /// Loop time in nanoseconds; [#NEVER] when it is disabled.
  private long when;

  /// Rescheduled: the length is not the limit any more.
  private boolean moved;

  private Task<?> task;
  private Handle timer;

  private Timeout(Duration length, long when) {
    this.length = length;
    this.when = when;
  }

  /// A scope that lasts this long from when it is entered.
  public static Timeout after(Duration length) {
    return new Timeout(length, NEVER);
  }

  /// A scope that ends at this moment of [EventLoop#time()], in nanoseconds.
  public static Timeout at(long when) {
    return new Timeout(null, when);
  }

  /// Runs the body in this scope, once.
  ///
  /// @throws TimeoutException when the time is over
  /// @throws X what the body throws
  @Suspends
  public <T, X extends Exception> T run(Body<T, X> body) throws X {
    int cancellingBefore = enter();
    boolean returned = false;
    try {
      T result = body.run();
      returned = true;
      return result;
    } catch (CancelledError cancelled) {
      if (exit(cancellingBefore, true)) {
        throw timedOut(cancelled);
      }
      throw cancelled;
    } finally {
      exit(cancellingBefore, !returned);
    }
  }

  /// The same for a body that returns nothing.
  @Suspends
  public <X extends Exception> void run(Action<X> body) throws X {
    run(body.asBody());
  }

  /// Moves the end: this long from now. For use inside the body.
  public void reschedule(Duration length) {
    requireEntered();
    rescheduleAt(task.loop().after(length));
  }

  /// Moves the end to this moment of [EventLoop#time()], in nanoseconds. For use inside the body.
  public void rescheduleAt(long when) {
    requireEntered();
    this.when = when;
    moved = true;
    if (timer != null) {
      timer.cancel();
    }
    schedule(task.loop().time());
  }

  /// Takes the limit away, until it is rescheduled. For use inside the body.
  public void disable() {
    rescheduleAt(NEVER);
  }

  /// True once the time was over before the body ended.
  public boolean expired() {
    return state == State.EXPIRING || state == State.EXPIRED;
  }

  private int enter() {
    if (state != State.CREATED) {
      throw new IllegalStateException("Timeout was entered already; make a new one for each run");
    }
    task = Task.require("Timeout.run()");
    state = State.ENTERED;
    task.enterTimeLimit();
    long now = task.loop().time();
    task.loop().scheduler().noteStep(now);
    if (length != null) {
      when = EventLoop.after(now, length);
    }
    schedule(now);
    return task.cancelling();
  }

  private void schedule(long now) {
    EventLoop loop = task.loop();
    if (when == NEVER) {
      timer = null;
    } else if (when <= now) {
      timer = loop.callSoon(this::expire);
    } else {
      timer = loop.callAt(when, this::expire);
    }
  }

  private void expire() {
    state = State.EXPIRING;
    timer = null;
    task.cancel("timed out");
  }

  /// Leaves the scope, once.
  ///
  /// @return true when the error that leaves the body is this scope's own
  private boolean exit(int cancellingBefore, boolean failed) {
    if (timer instanceof Timer) {
      reportIfPassed();
    }
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
    if (state == State.ENTERED) {
      state = State.EXITED;
      task.exitTimeLimit();
    } else if (state == State.EXPIRING) {
      state = State.EXPIRED;
      task.exitTimeLimit();
      // with no request left but those from before, the cancellation was ours alone
      return task.uncancel() <= cancellingBefore && failed;
    }
    return false;
  }

  /// A task that computes without ever waiting cannot be stopped: its time passes without a
  /// [TimeoutException]. Not where the task was only late to run: then others had the loop.
  private void reportIfPassed() {
    Scheduler scheduler = task.loop().scheduler();
    if (scheduler.stepBegan() < when && when < scheduler.time()) {
      task.loop().mistakes().computedPast(task, limit(), scheduler.time() - when);
    }
  }

  private TimeoutException timedOut(CancelledError cause) {
    return new TimeoutException("timed out: " + limit(), cause);
  }

  private String limit() {
    StackFrame here = CallSites.find();
    return (length == null || moved
            ? "a deadline"
            : "a limit of " + Durations.text(Durations.nanos(length)))
        + (here == null ? "" : " set at " + CallSites.text(here));
  }

  private void requireEntered() {
    if (state != State.ENTERED) {
      throw new IllegalStateException(
          state == State.CREATED
              ? "Timeout has not been entered; call this inside its body"
              : "Timeout is "
                  + state.name().toLowerCase(Locale.ROOT)
                  + "; it can be moved only inside its body");
    }
  }

  @Override
  public String toString() {
    return "Timeout [" + state.name().toLowerCase(Locale.ROOT) + "]";
  }
}
