package dev.baton.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How full something was in each step: the items in a queue, the permits that are free.
///
/// @param label what is counted of what: `permits, free`, `Queue, items`
record Counter(String label, List<Level> levels) {
  private static final int MOST_COUNTERS = 6;

  /// At the end of the steps from `from` to before `to`.
  record Level(int from, int to, int amount, String text) {}

  static List<Counter> in(Timeline timeline) {
    Map<String, Counter> all = new LinkedHashMap<>();
    int width = timeline.width();
    timeline
        .trace()
        .walk(
            (event, step) -> {
              if (mayCount(event) && step >= 0 && step < width) {
                event.thing().amount().ifPresent(amount -> see(event, amount, step, width, all));
              }
            });
    return List.copyOf(all.values());
  }

  private static boolean mayCount(TraceEvent event) {
    return switch (event.kind()) {
      case CHANGE, ACQUIRE, RELEASE -> true;
      default -> false;
    };
  }

  private static void see(
      TraceEvent event, TracedThing.Amount amount, int step, int width, Map<String, Counter> all) {
    String title = event.thing().title();
    if (all.containsKey(title) || all.size() < MOST_COUNTERS) {
      String label = event.thing().shortTitle() + ", " + amount.unit();
      all.computeIfAbsent(title, _ -> new Counter(label, new ArrayList<>()))
          .add(new Level(step, width, amount.count(), event.text()));
    }
  }

  /// What it is at the end of a step counts.
  private void add(Level next) {
    if (!levels.isEmpty()) {
      Level last = levels.removeLast();
      if (last.from() < next.from()) {
        levels.add(new Level(last.from(), next.from(), last.amount(), last.text()));
      }
    }
    levels.add(next);
  }

  /// The largest amount, or 1 if that is more.
  int most() {
    return levels.stream().mapToInt(Level::amount).reduce(1, Math::max);
  }
}
