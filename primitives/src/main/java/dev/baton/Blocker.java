package dev.baton;

import java.util.Collection;
import java.util.List;

/// Something that tasks wait for because certain other tasks have not finished with it: a lock, a
/// group.
///
/// A primitive hands itself to [EventLoop#createFuture(Object)] when a task has to wait. A deadlock
/// report then shows who holds it, if its label is of the sort [HELD][Label.Sort#HELD], and follows
/// it to find the ring.
public interface Blocker extends Labelled {
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

  /// The tasks that have taken it and not given it back; empty where it is nothing to be taken, or
  /// free.
  default Collection<? extends Task<?>> holders() {
    return label().sort() == Label.Sort.HELD ? blockedBy() : List.of();
  }
}
