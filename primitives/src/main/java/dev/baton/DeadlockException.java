package dev.baton;

/// Nothing can happen any more on a loop although tasks are left: nothing is ready, no timer is
/// set, no channel is watched and no outside source is open.
///
/// The message is a report: who holds what, who waits for what and where, and the ring if there is
/// one.
public final class DeadlockException extends IllegalStateException {
  DeadlockException(String report) {
    super(report);
  }
}
