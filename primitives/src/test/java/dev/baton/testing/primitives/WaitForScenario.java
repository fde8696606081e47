package dev.baton.testing.primitives;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.waitFor;
import static dev.baton.Async.yieldNow;

import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TimeoutException;
import java.time.Duration;

/// A result that comes in time is given; what takes too long is cancelled, and has ended when that
/// is said.
final class WaitForScenario extends Scenario {
  private int alive;

  @Override
  void play() throws Exception {
    require(waitFor(work(SECOND), SECOND.multipliedBy(2)) == 42, "a result in time is given");
    requireTimesOut(SECOND);
    requireTimesOut(Duration.ZERO);
    Task<Integer> tie = work(SECOND);
    try {
      require(waitFor(tie, SECOND) == 42, "a result in time is given");
    } catch (TimeoutException tooLate) {
      require(tie.isDone(), "what takes too long has ended");
    }
    sleep(SECOND.multipliedBy(5)); // no timer is left that cancels this
  }

  @Suspends
  private void requireTimesOut(Duration limit) throws Exception {
    Task<Integer> tooSlow = work(SECOND.multipliedBy(10));
    yieldNow();
    Duration start = now();
    try {
      waitFor(tooSlow, limit);
      require(false, "a limit holds");
    } catch (TimeoutException timeIsOver) {
      require(tooSlow.isCancelled() && alive == 0, "what takes too long has ended");
      require(now().minus(start).equals(limit), "a limit holds to the moment");
    }
  }

  private Task<Integer> work(Duration time) {
    return spawn(
        () -> {
          alive++;
          try {
            sleep(time);
            return 42;
          } finally {
            try {
              yieldNow(); // cleaning up
            } finally {
              alive--;
            }
          }
        });
  }
}
