package dev.baton;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Finds out whether a task that has to wait waits, over others, for itself.
///
/// A ring is closed by the last wait in it, so it is enough to follow what that task waits for: who
/// holds it, what that one waits for, and so on, back to the task itself or to one that can run. A
/// ring that does not go through the task was closed before and is not met again.
final class Ring {
  /// How many tasks are looked at. A longer ring is found only when nothing else can run.
  static final int MOST = 100;

  private final Task<?> start;
  private final List<Task<?>> path = new ArrayList<>();
  private int looks;

  private Ring(Task<?> start) {
    this.start = start;
  }

  /// The tasks that wait for each other, this one first; empty if there is no ring, or if one of
  /// them will go on because its time is limited or it is being cancelled.
  static List<Task<?>> closedBy(Task<?> task) {
    if (!follows(task)) {
      return List.of();
    }
    Ring ring = new Ring(task);
    return ring.leadsBack(task) ? ring.path : List.of();
  }

  /// Whether it waits for something that must come from certain tasks, at least one of which has to
  /// wait too: the quick answer for nearly every wait there is.
  private static boolean follows(Task<?> task) {
    Collection<? extends Task<?>> next = needs(task);
    return next.size() > 1 || !next.isEmpty() && next.iterator().next().isWaitingForGood();
  }

  private boolean leadsBack(Task<?> task) {
    path.add(task);
    Collection<? extends Task<?>> next = needs(task);
    if (next.contains(start)) {
      return true;
    }
    for (Task<?> one : next) {
      if (++looks > MOST) {
        break;
      }
      if (one.isWaitingForGood() && !path.contains(one) && leadsBack(one)) {
        return true;
      }
    }
    path.removeLast();
    return false;
  }

  /// The tasks without all of which this one cannot go on.
  private static Collection<? extends Task<?>> needs(Task<?> task) {
    if (!task.isWaitingForGood()) {
      return List.of();
    }
    return switch (task.blockedOn()) {
      case Task<?> awaited -> List.of(awaited);
      case Blocker blocker when blocker.needsAll() -> blocker.blockedBy();
      case null, default -> List.of();
    };
  }
}
