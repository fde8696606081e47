package dev.baton;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Says of a loop on which nothing can happen any more who holds what, who waits for what and
/// where, and which of them wait for each other in a ring.
final class DeadlockReport {
  private final EventLoop loop;
  private final List<Task<?>> stuck;

  /// What somebody waits for and some task holds, by the task.
  private final Map<Task<?>, Set<Blocker>> held = new HashMap<>();

  /// Names that are unique in this report.
  private final Map<Object, String> names = new IdentityHashMap<>();

  DeadlockReport(EventLoop loop) {
    this.loop = loop;
    this.stuck = loop.tasks();
    for (Task<?> task : stuck) {
      if (task.blockedOn() instanceof Blocker blocker && blocker.isHeld()) {
        blocker
            .blockedBy()
            .forEach(
                holder -> held.computeIfAbsent(holder, _ -> new LinkedHashSet<>()).add(blocker));
      }
    }
  }

  String text() {
    StringBuilder text = new StringBuilder("DEADLOCK: ");
    text.append(stuck.size()).append(stuck.size() == 1 ? " task" : " tasks");
    text.append(" can never run again (loop time ")
        .append(Durations.text(loop.time()))
        .append(")\n\n");
    int width = stuck.stream().mapToInt(task -> task.name().length()).max().orElse(0);
    stuck.forEach(task -> describe(task, width, text));
    List<Object> ring = ring();
    if (ring.isEmpty()) {
      text.append("\n  No task is left that could wake them.");
    } else {
      text.append("\n  ").append(String.join(" -> ", ring.stream().map(this::name).toList()));
      text.append("   <- the ring");
    }
    return text.toString();
  }

  private void describe(Task<?> task, int width, StringBuilder text) {
    String lead = "  " + task.name() + " ".repeat(width - task.name().length()) + "  ";
    for (Blocker blocker : held.getOrDefault(task, Set.of())) {
      text.append(lead).append("has        ").append(name(blocker));
      if (blocker.takenAt() != null) {
        text.append(", taken at ").append(CallSites.text(blocker.takenAt()));
      }
      text.append('\n');
      lead = " ".repeat(lead.length());
    }
    text.append(lead).append("waits for  ").append(name(task.blockedOn()));
    CallSites.of(task.thread()).ifPresent(line -> text.append(" at ").append(CallSites.text(line)));
    text.append('\n');
  }

  /// Task, what it waits for, the task that has it, ... and the first again; empty if there is no
  /// ring.
  private List<Object> ring() {
    Set<Task<?>> cleared = new HashSet<>();
    for (Task<?> task : stuck) {
      List<Object> ring = follow(task, new ArrayList<>(), new LinkedHashSet<>(), cleared);
      if (!ring.isEmpty()) {
        return ring;
      }
    }
    return List.of();
  }

  /// Depth first. A ring may be reached over a tail that is not part of it: the tail is cut off.
  private List<Object> follow(
      Task<?> task, List<Object> path, Set<Task<?>> onPath, Set<Task<?>> cleared) {
    if (onPath.contains(task)) {
      path.add(task);
      return path.subList(path.indexOf(task), path.size());
    }
    if (!cleared.add(task)) {
      return List.of();
    }
    onPath.add(task);
    path.add(task);
    Object target = task.blockedOn();
    boolean between = !(target instanceof Task<?>);
    if (between) {
      path.add(target);
    }
    for (Task<?> next : blockers(target)) {
      List<Object> ring = follow(next, path, onPath, cleared);
      if (!ring.isEmpty()) {
        return ring;
      }
    }
    if (between) {
      path.removeLast();
    }
    path.removeLast();
    onPath.remove(task);
    return List.of();
  }

  private static Collection<? extends Task<?>> blockers(Object target) {
    return switch (target) {
      case Task<?> task -> List.of(task);
      case Blocker blocker -> blocker.blockedBy();
      case null, default -> List.of();
    };
  }

  /// A primitive's text without its state, numbered when several look alike.
  private String name(Object thing) {
    if (thing instanceof Task<?> task) {
      return task.name();
    }
    String known = names.get(thing);
    if (known == null) {
      String text = String.valueOf(thing);
      String label = text.contains(" [") ? text.substring(0, text.indexOf(" [")) : text;
      known = label;
      for (int number = 2; names.containsValue(known); number++) {
        known = label + " #" + number;
      }
      names.put(thing, known);
    }
    return known;
  }
}
