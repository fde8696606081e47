package dev.baton.testing.primitives;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import java.time.Duration;
import java.util.function.Supplier;

/// A small program around one primitive that knows what must hold, in whatever order its tasks take
/// turns and whichever of them is cancelled at whatever moment.
abstract class Scenario {
  static final Duration SECOND = Duration.ofSeconds(1);

  /// Plays the scenario, as the main task of a loop.
  abstract void play() throws Exception;

  /// What must hold when all is over, however it ended.
  void afterwards() {}

  /// The program to explore: it makes everything anew for each schedule.
  static Action<Exception> program(Supplier<Scenario> scenario) {
    return () -> {
      Scenario played = scenario.get();
      try {
        played.play();
      } finally {
        played.afterwards();
      }
    };
  }

  static void require(boolean holds, String rule) {
    if (!holds) {
      throw new AssertionError("broken: " + rule);
    }
  }

  /// Nobody may be left in the line of a primitive: its text would tell.
  static void requireNobodyWaits(Object primitive) {
    require(!primitive.toString().contains("waiting"), "nobody is left in line: " + primitive);
  }

  /// Lets the others run until all of them wait: only then does the virtual clock move.
  @Suspends
  static void settle() {
    Async.sleep(Duration.ofMillis(1));
  }

  static Duration now() {
    return Duration.ofNanos(EventLoop.running().time());
  }
}
