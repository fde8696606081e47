package dev.baton.trace;

import dev.baton.Mistake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Tasks that can never run again, and the ring in which they wait for each other.
///
/// The loop says when there is a deadlock; who waits for whom is in the events before.
///
/// @param step the first in which they all wait for good
/// @param tasks all of them
/// @param ring each waits for the one after it, the last for the first; empty if there is no ring
record Stuck(int step, Set<Integer> tasks, List<Integer> ring) {
  static List<Stuck> in(Trace trace) {
    Waits waits = new Waits(trace);
    List<Stuck> found = new ArrayList<>();
    trace.walk(
        (event, step) -> {
          waits.see(event);
          if (event.kind() == TraceEvent.Kind.STOP) {
            found.add(waits.stuck(step));
          } else if (isRing(event)) {
            found.add(waits.stuckInRing(step + 1, event.task()));
          }
        });
    return found;
  }

  private static boolean isRing(TraceEvent event) {
    return event.kind() == TraceEvent.Kind.REPORT
        && event.text().startsWith(Mistake.DEADLOCK.heading() + ":");
  }

  /// Who waits for what, as the events go by.
  private static final class Waits {
    final Trace trace;
    final Holders holders = new Holders();
    final Map<Integer, String> targets = new HashMap<>();
    final Set<Integer> alive = new LinkedHashSet<>();

    Waits(Trace trace) {
      this.trace = trace;
    }

    void see(TraceEvent event) {
      holders.see(event);
      switch (event.kind()) {
        case SPAWN -> alive.add(event.task());
        case SUSPEND -> targets.put(event.task(), event.text());
        case RUN, WAKE -> targets.remove(event.task());
        case END -> alive.remove(event.task());
        default -> {
          // does not change who waits
        }
      }
    }

    Stuck stuck(int step) {
      List<Integer> ring =
          alive.stream()
              .map(this::ringFrom)
              .filter(found -> !found.isEmpty())
              .findFirst()
              .orElse(List.of());
      return new Stuck(step, Set.copyOf(alive), List.copyOf(ring));
    }

    /// @param task one of the ring
    Stuck stuckInRing(int step, int task) {
      List<Integer> ring = List.copyOf(ringFrom(task));
      return new Stuck(step, Set.copyOf(ring), ring);
    }

    /// Follows the first task that each waits for, which is the only one where locks are concerned.
    List<Integer> ringFrom(int start) {
      LinkedHashSet<Integer> path = new LinkedHashSet<>();
      int task = start;
      while (task > 0 && path.add(task)) {
        task = blockerOf(task);
      }
      List<Integer> way = new ArrayList<>(path);
      return task == 0 ? List.of() : way.subList(way.indexOf(task), way.size());
    }

    /// 0 if it waits for no task.
    int blockerOf(int task) {
      String target = targets.getOrDefault(task, "");
      if (target.startsWith("TaskGroup")) {
        return first(one -> one.group() > 0 && one.parent() == task);
      }
      return holders.of(target).orElseGet(() -> first(one -> isNamed(one, target)));
    }

    private static boolean isNamed(TracedTask task, String target) {
      return target.equals("task \"" + task.name() + "\"");
    }

    private int first(Predicate<TracedTask> wanted) {
      return trace.tasks().stream()
          .filter(task -> alive.contains(task.number()))
          .filter(wanted)
          .mapToInt(TracedTask::number)
          .findFirst()
          .orElse(0);
    }
  }
}
