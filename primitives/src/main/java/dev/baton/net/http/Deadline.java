package dev.baton.net.http;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Handle;
import dev.baton.Task;

/// A limit on how long one task waits, set for every read and write of a connection and almost
/// never reached. It does what `Async.timeout` does, but moving the end further away costs nothing:
/// the timer finds out when it fires, and there is one for a connection instead of one for a read.
///
/// ```java
/// deadline.start(nanos);
/// try {
///   stream.awaitReadable();
/// } catch (CancelledError cancelled) {
///   if (!deadline.stop()) {
///     throw cancelled;
///   }
///   return false; // the time was over
/// } finally {
///   deadline.stop();
/// }
/// return true;
/// ```
final class Deadline {
  private static final long NEVER = Long.MAX_VALUE;

  private final EventLoop loop = EventLoop.running();
  private final Task<?> task = Async.currentTask();

  /// Loop time in nanoseconds.
  private long when = NEVER;

  /// Null while no timer is set; it may be set for a moment before [#when].
  private Handle timer;

  private long timerWhen;
  private boolean expired;
  private int cancellingBefore;

  long time() {
    return loop.time();
  }

  /// Begins a wait of the task.
  ///
  /// @throws IllegalStateException in another task: it would not be the one that is cancelled
  void start(long nanos) {
    if (Async.currentTask() != task) {
      throw new IllegalStateException(
          "this connection belongs to " + task + "; only the handler's own task reads and writes");
    }
    when = loop.time() + nanos;
    expired = false;
    cancellingBefore = task.cancelling();
    if (timer == null || when < timerWhen) {
      schedule();
    }
  }

  /// Ends it. Stopping twice does nothing.
  ///
  /// @return true if the time was over and the task is not being cancelled otherwise
  boolean stop() {
    when = NEVER;
    if (!expired) {
      return false;
    }
    expired = false;
    return task.uncancel() <= cancellingBefore;
  }

  /// Takes the timer away.
  void close() {
    when = NEVER;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void schedule() {
    if (timer != null) {
      timer.cancel();
    }
    timerWhen = when;
    timer = loop.callAt(when, this::fire);
  }

  private void fire() {
    timer = null;
    if (when == NEVER) {
      return;
    }
    if (loop.time() < when) {
      schedule();
    } else {
      expired = true;
      task.cancel("the client took too long");
    }
  }
}
