package dev.baton;

import java.util.Collection;

/// Something that tasks wait for because certain other tasks have not finished with it: a lock, a
/// group.
///
/// A primitive hands itself to [EventLoop#createFuture(Object)] when a task has to wait. A deadlock
/// report then shows who holds it, and follows it to find the ring.
public interface Blocker {
  /// The tasks that can end the waiting. May be looked at only, and at once.
  Collection<? extends Task<?>> blockedBy();

  /// True where each of these tasks has to do its part; false where any of them is enough, or time.
  default boolean needsAll() {
    return true;
  }

  /// Where it was taken, or null when that was not recorded.
  default StackWalker.StackFrame takenAt() {
    return null;
  }

  /// True where a task takes it and gives it back, as a lock; false where it only has to end.
  default boolean isHeld() {
    return false;
  }
}
