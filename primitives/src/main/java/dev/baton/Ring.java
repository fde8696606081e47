package dev.baton;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Looks for tasks that wait for each other in a ring.
///
/// It follows what a task waits for: who holds it, what that one waits for, and so on. Depth first,
/// with a stack of its own: a chain of waiting tasks may be long.
final class Ring {
  /// How many tasks are looked at when a task begins to wait. A longer ring is found only when
  /// nothing else can run.
  static final int MOST = 100;

  private final Function<Task<?>, Collection<? extends Task<?>>> waitsFor;
  private final int most;

  /// Only a ring through this task is looked for; null: any ring.
  private final Task<?> goal;

  private final LinkedHashSet<Task<?>> path = new LinkedHashSet<>();
  private final Deque<Iterator<? extends Task<?>>> ways = new ArrayDeque<>();
  private final Set<Task<?>> seen = new HashSet<>();
  private int looks;

  private Ring(Function<Task<?>, Collection<? extends Task<?>>> waitsFor, int most, Task<?> goal) {
    this.waitsFor = waitsFor;
    this.most = most;
    this.goal = goal;
  }

  /// The ring that a task closes by its waiting. It is enough to follow what this task waits for: a
  /// ring is closed by the last wait in it, and one that does not go through the task was closed
  /// before.
  ///
  /// @return each task waits for the one after it, the last for the first, which is this one; empty
  ///   if there is no ring, or if one of them will go on because its time is limited or it is being
  ///   cancelled
  static List<Task<?>> closedBy(Task<?> task) {
    return mayLeadBack(task) ? new Ring(Ring::needs, MOST, task).from(task) : List.of();
  }

  /// A ring among tasks none of which can ever run again.
  ///
  /// @return each task waits for the one after it, the last for the first; empty if there is none
  static List<Task<?>> among(List<Task<?>> stuck) {
    Ring search = new Ring(Ring::blockers, Integer.MAX_VALUE, null);
    for (Task<?> task : stuck) {
      List<Task<?>> ring = search.from(task);
      if (!ring.isEmpty()) {
        return ring;
      }
    }
    return List.of();
  }

  /// The quick answer for nearly every wait there is: the chain of those that it waits for ends at
  /// one that can run.
  private static boolean mayLeadBack(Task<?> task) {
    Task<?> last = task;
    for (int looks = 0; looks < MOST; looks++) {
      Collection<? extends Task<?>> next = needs(last);
      if (next.size() != 1) {
        return !next.isEmpty();
      }
      last = next.iterator().next();
      if (last == task) {
        return true;
      }
    }
    return false;
  }

  private List<Task<?>> from(Task<?> start) {
    if (!seen.add(start) || enter(start)) {
      return List.copyOf(path);
    }
    while (!ways.isEmpty()) {
      if (!ways.peek().hasNext()) {
        ways.pop();
        path.removeLast();
        continue;
      }
      Task<?> next = ways.peek().next();
      if (goal == null && path.contains(next)) {
        return startingAt(next);
      }
      if (looks++ < most && seen.add(next) && enter(next)) {
        return List.copyOf(path);
      }
    }
    return List.of();
  }

  /// Goes one task further.
  ///
  /// @return true when that closes a ring through the goal
  private boolean enter(Task<?> task) {
    path.add(task);
    Collection<? extends Task<?>> next = waitsFor.apply(task);
    ways.push(next.iterator());
    return goal != null && next.contains(goal);
  }

  /// The path may have led to the ring over a tail that is not part of it.
  private List<Task<?>> startingAt(Task<?> first) {
    List<Task<?>> ring = new ArrayList<>(path);
    return List.copyOf(ring.subList(ring.indexOf(first), ring.size()));
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

  /// The tasks that could let this one go on.
  private static Collection<? extends Task<?>> blockers(Task<?> task) {
    return switch (task.blockedOn()) {
      case Task<?> awaited -> List.of(awaited);
      case Blocker blocker -> blocker.blockedBy();
      case null, default -> List.of();
    };
  }
}
