package dev.baton.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How full something was in each step: the items in a queue, the permits that are free.
///
/// @param name what is counted
/// @param most the largest amount, at least 1
record Counter(String name, List<Level> levels, int most) {
  /// The first number of a queue's or a semaphore's state.
  static final Pattern AMOUNT = Pattern.compile("(.+) \\[(\\d{1,9}) .*");

  private static final int MOST_COUNTERS = 6;

  /// At the end of the steps from `from` to before `to`.
  record Level(int from, int to, int amount, String text) {}

  /// `permits, free`, `Queue, items`.
  String label() {
    String called =
        name.contains("\"") ? name.substring(name.indexOf('"')).replace("\"", "") : name;
    return called + (name.contains("Semaphore") ? ", free" : ", items");
  }

  static List<Counter> in(Timeline timeline) {
    Map<String, List<Level>> all = new LinkedHashMap<>();
    int width = timeline.width();
    timeline.trace().walk((event, step) -> see(event, step, width, all));
    List<Counter> counters = new ArrayList<>();
    all.forEach(
        (name, levels) -> {
          int most = levels.stream().mapToInt(Level::amount).max().orElse(0);
          counters.add(new Counter(name, List.copyOf(levels), Math.max(1, most)));
        });
    return counters;
  }

  private static void see(TraceEvent event, int step, int width, Map<String, List<Level>> all) {
    Matcher amount = AMOUNT.matcher(event.text());
    boolean tells =
        switch (event.kind()) {
          case CHANGE, ACQUIRE, RELEASE -> step >= 0 && step < width && amount.matches();
          default -> false;
        };
    if (tells && (all.containsKey(amount.group(1)) || all.size() < MOST_COUNTERS)) {
      List<Level> levels = all.computeIfAbsent(amount.group(1), _ -> new ArrayList<>());
      add(levels, new Level(step, width, Integer.parseInt(amount.group(2)), event.text()));
    }
  }

  /// What it is at the end of a step counts.
  private static void add(List<Level> levels, Level next) {
    if (!levels.isEmpty()) {
      Level last = levels.removeLast();
      if (last.from() < next.from()) {
        levels.add(new Level(last.from(), next.from(), last.amount(), last.text()));
      }
    }
    levels.add(next);
  }
}
