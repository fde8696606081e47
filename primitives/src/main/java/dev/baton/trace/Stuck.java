package dev.baton.trace;

import dev.baton.Mistake;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /// Those that live, by what is waited for if one waits for them: there may be thousands.
    final Map<String, Set<Integer>> named = new HashMap<>();

    /// Those that live and are in a group, by the task that has it.
    final Map<Integer, Set<Integer>> members = new HashMap<>();

    Waits(Trace trace) {
      this.trace = trace;
    }

    void see(TraceEvent event) {
      holders.see(event);
      switch (event.kind()) {
        case SPAWN -> begins(trace.tasks().get(event.task() - 1));
        case SUSPEND -> targets.put(event.task(), event.text());
        case RUN, WAKE -> targets.remove(event.task());
        case END -> ends(event.task());
        default -> {
          // does not change who waits
        }
      }
    }

    void begins(TracedTask task) {
      alive.add(task.number());
      named.computeIfAbsent(target(task), _ -> new LinkedHashSet<>()).add(task.number());
      if (task.group() > 0) {
        members.computeIfAbsent(task.parent(), _ -> new LinkedHashSet<>()).add(task.number());
      }
    }

    void ends(int number) {
      if (alive.remove(number)) {
        TracedTask task = trace.tasks().get(number - 1);
        remove(number, target(task), named);
        remove(number, task.parent(), members);
      }
    }

    private static <K> void remove(int number, K key, Map<K, Set<Integer>> from) {
      from.computeIfPresent(
          key, (_, tasks) -> tasks.remove(number) && tasks.isEmpty() ? null : tasks);
    }

    static String target(TracedTask task) {
      return "task \"" + task.name() + "\"";
    }

    Stuck stuck(int step) {
      Set<Integer> deadEnds = new HashSet<>();
      List<Integer> ring =
          alive.stream()
              .map(task -> ringFrom(task, deadEnds))
              .filter(found -> !found.isEmpty())
              .findFirst()
              .orElse(List.of());
      return new Stuck(step, Set.copyOf(alive), List.copyOf(ring));
    }

    /// @param task one of the ring
    Stuck stuckInRing(int step, int task) {
      List<Integer> ring = List.copyOf(ringFrom(task, new HashSet<>()));
      return new Stuck(step, Set.copyOf(ring), ring);
    }

    /// Follows the first task that each waits for, which is the only one where locks are concerned.
    ///
    /// @param deadEnds tasks from which there is no way to a ring; more are added
    List<Integer> ringFrom(int start, Set<Integer> deadEnds) {
      LinkedHashSet<Integer> path = new LinkedHashSet<>();
      int task = start;
      while (task > 0 && !deadEnds.contains(task) && path.add(task)) {
        task = blockerOf(task);
      }
      if (!path.contains(task)) {
        deadEnds.addAll(path);
        return List.of();
      }
      List<Integer> way = new ArrayList<>(path);
      return way.subList(way.indexOf(task), way.size());
    }

    /// 0 if it waits for no task.
    int blockerOf(int task) {
      String target = targets.getOrDefault(task, "");
      if (target.startsWith("TaskGroup")) {
        return first(members.get(task));
      }
      return holders.of(target).orElseGet(() -> first(named.get(target)));
    }

    private static int first(Set<Integer> tasks) {
      return tasks == null ? 0 : tasks.iterator().next();
    }
  }
}
