package dev.baton;

import java.util.List;

/// Decides which task goes next, where a loop would take the one that was ready first.
///
/// For tests that look for mistakes which show only in some orders: see
/// `dev.baton.testing.Explorer`. It never makes a task run that is not ready, so every order that
/// it brings about could happen.
@FunctionalInterface
public interface SchedulingPolicy {
  /// Chooses one of these, at least one, that are ready, the longest ready first. Asked before each
  /// step of a task, so also where there is no choice; what it throws ends the loop.
  ///
  /// @return its index
  int choose(List<Task<?>> ready);

  /// Whether this task, whose call on a socket need not wait, lets the others run before it.
  /// Without a policy it does when it has gone on for too long: see [Async#spendBudget()].
  default boolean yields(Task<?> task) {
    return false;
  }

  /// The loop fails with a [DeadlockException]: what still runs is being ended, and its order does
  /// not matter.
  default void deadlocked() {}
}
