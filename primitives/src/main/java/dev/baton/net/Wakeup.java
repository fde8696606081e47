package dev.baton.net;

import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Suspends;

/// Lets one task wait until it is woken.
///
/// Waking says only "look again": what has happened the task sees for itself. So a failure can
/// never be stuck in a future that nobody takes it from, because the task was cancelled meanwhile.
final class Wakeup {
  private final EventLoop loop;
  private final Object waitsFor;

  /// Null while nobody waits.
  private Future<Void> sleeping;

  /// @param waitsFor what reports call it
  Wakeup(EventLoop loop, Object waitsFor) {
    this.loop = loop;
    this.waitsFor = waitsFor;
  }

  /// True from the beginning of the wait until the task runs again.
  boolean isAwaited() {
    return sleeping != null;
  }

  @Suspends
  void await() {
    sleeping = loop.createFuture(waitsFor);
    try {
      sleeping.awaitThrowing(RuntimeException.class);
    } finally {
      sleeping = null;
    }
  }

  /// @return false if nobody waits, or was woken or cancelled before
  boolean wake() {
    if (sleeping == null || sleeping.isDone()) {
      return false;
    }
    sleeping.setResult(null);
    return true;
  }
}
