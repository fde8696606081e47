package dev.baton.testing.primitives;

import static dev.baton.Async.sleep;
import static dev.baton.Async.yieldNow;

import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import java.util.List;

/// When a group ends, everything in it has ended; the first failure stops the others at once and is
/// raised, with no other beside it.
final class TaskGroupScenario extends Scenario {
  private final IllegalStateException failure = new IllegalStateException("on purpose");
  private boolean failed;
  private int alive;

  @Override
  void play() {
    try {
      TaskGroup.run(
          group -> {
            group.spawn(this::work);
            group.spawn(this::fail);
            group.spawn(this::work);
            work();
          });
      require(!failed, "a failure is raised");
    } catch (ExceptionGroup raised) {
      require(raised.exceptions().equals(List.of(failure)), "what failed is raised: " + raised);
      require(now().isZero(), "a failure stops the others at once");
    }
    yieldNow(); // the request to stop the body was taken back
  }

  /// A second, and then some cleaning up.
  @Suspends
  private void work() {
    alive++;
    try {
      sleep(SECOND);
    } finally {
      try {
        yieldNow(); // cleaning up
      } finally {
        alive--;
      }
    }
  }

  @Suspends
  private void fail() {
    yieldNow();
    failed = true;
    throw failure;
  }

  @Override
  void afterwards() {
    require(alive == 0, "nothing outlives its group");
  }
}
