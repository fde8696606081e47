package dev.baton.testing.primitives;

import dev.baton.Async;
import dev.baton.Task;
import java.util.ArrayList;
import java.util.List;

/// Who asked for something and who has got it, in order: finds those who push in.
final class Line {
  private final List<Task<?>> asked = new ArrayList<>();
  private final List<Task<?>> served = new ArrayList<>();

  /// The running task asks.
  void asks() {
    asked.add(Async.currentTask());
  }

  /// The running task, which has not asked yet, would get it without waiting.
  void requireNobodyIsPassed() {
    for (Task<?> earlier : asked) {
      Scenario.require(
          served.contains(earlier) || earlier.cancelling() > 0,
          "nobody passes those who wait: " + earlier);
    }
  }

  /// The running task has got it.
  void isServed() {
    served.add(Async.currentTask());
  }

  /// Those who got it did so in the order in which they asked.
  void requireFirstComeFirstServed() {
    List<Task<?>> expected = asked.stream().<Task<?>>filter(served::contains).toList();
    Scenario.require(expected.equals(served), "served in order: " + served + " of " + asked);
  }
}
