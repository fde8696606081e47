package dev.baton;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Says of a loop on which nothing can happen any more who holds what, who waits for what and
/// where, and which of them wait for each other in a ring.
final class DeadlockReport {
  /// A report of a million tasks helps nobody.
  private static final int MOST = 100;

  private final EventLoop loop;
  private final List<Task<?>> stuck;

  /// What somebody waits for and some task holds, by the task.
  private final Map<Task<?>, Set<Blocker>> held = new LinkedHashMap<>();

  /// Names that are unique in this report.
  private final Map<Object, String> names = new IdentityHashMap<>();

  private final Set<String> takenNames = new HashSet<>();

  /// Each waits for the one after it, the last for the first; empty if there is no ring.
  private final List<Task<?>> ring;

  private DeadlockReport(EventLoop loop, List<Task<?>> stuck, List<Task<?>> ring) {
    this.loop = loop;
    this.stuck = stuck;
    this.ring = ring;
    for (Task<?> task : stuck) {
      if (task.blockedOn() instanceof Blocker blocker) {
        blocker
            .holders()
            .forEach(
                holder -> held.computeIfAbsent(holder, _ -> new LinkedHashSet<>()).add(blocker));
      }
    }
  }

  /// On a loop where nothing can happen any more.
  static String ofAll(EventLoop loop) {
    List<Task<?>> all = loop.tasks().all();
    return "DEADLOCK: " + new DeadlockReport(loop, all, Ring.among(all)).text("");
  }

  /// On a loop where others go on.
  ///
  /// @param ring tasks that wait for each other
  static String ofRing(EventLoop loop, List<Task<?>> ring) {
    return new DeadlockReport(loop, ring, ring).text(" unless one of them is cancelled");
  }

  private String text(String reservation) {
    StringBuilder text = new StringBuilder();
    text.append(stuck.size()).append(stuck.size() == 1 ? " task" : " tasks");
    text.append(" can never run again")
        .append(reservation)
        .append(" (loop time ")
        .append(Durations.text(loop.time()))
        .append(")\n\n");
    List<Task<?>> shown = shown();
    int width = shown.stream().mapToInt(task -> name(task).length()).max().orElse(0);
    shown.forEach(task -> describe(task, width, text));
    if (shown.size() < stuck.size()) {
      text.append("  ... and ").append(stuck.size() - shown.size()).append(" more tasks\n");
    }
    if (ring.isEmpty()) {
      text.append("\n  No task is left that could wake them.");
    } else {
      text.append("\n  ").append(ringText()).append("   <- the ring");
    }
    return text.toString();
  }

  /// All, or of many those of the ring and the oldest; then those that ended and still have what
  /// others wait for.
  private List<Task<?>> shown() {
    Set<Task<?>> shown = new LinkedHashSet<>();
    if (stuck.size() > MOST) {
      ring.stream().limit(MOST).forEach(shown::add);
    }
    stuck.stream().limit(MOST - shown.size()).forEach(shown::add);
    held.keySet().stream().filter(Task::isDone).limit(MOST).forEach(shown::add);
    return List.copyOf(shown);
  }

  private void describe(Task<?> task, int width, StringBuilder text) {
    String name = name(task);
    String lead = "  " + name + " ".repeat(width - name.length()) + "  ";
    for (Blocker blocker : held.getOrDefault(task, Set.of())) {
      text.append(lead).append("has        ").append(name(blocker));
      text.append(takenAtText(blocker));
      text.append(task.isDone() ? ", and has ended\n" : "\n");
      lead = " ".repeat(lead.length());
    }
    if (task.isDone()) {
      return;
    }
    text.append(lead).append("waits for  ").append(name(task.blockedOn()));
    text.append(task.waitsAtText()).append('\n');
  }

  /// Task -> what it waits for -> the task that has it -> ...
  private String ringText() {
    List<String> steps = new ArrayList<>();
    for (Task<?> task : ring) {
      steps.add(name(task));
      if (!(task.blockedOn() instanceof Task<?>)) {
        steps.add(name(task.blockedOn()));
      }
    }
    steps.add(name(ring.getFirst()));
    return String.join(" -> ", steps);
  }

  /// Without its state, in one line. A user's primitive that cannot say what it is must not hide
  /// the deadlock: it is called by its class.
  static String title(Object thing) {
    try {
      return Log.oneLine(Label.of(thing).title());
    } catch (RuntimeException | AssertionError | StackOverflowError failure) {
      return thing.getClass().getName();
    }
  }

  /// ", taken at File.java:12", or nothing where that was not recorded.
  static String takenAtText(Blocker blocker) {
    return blocker.takenAt() == null ? "" : ", taken at " + CallSites.text(blocker.takenAt());
  }

  /// Numbered when several look alike.
  private String name(Object thing) {
    if (thing instanceof Task<?> task) {
      return Log.oneLine(task.name());
    }
    String known = names.get(thing);
    if (known == null) {
      String title = title(thing);
      known = title;
      for (int number = 2; !takenNames.add(known); number++) {
        known = title + " #" + number;
      }
      names.put(thing, known);
    }
    return known;
  }
}
