package dev.baton.testing.primitives;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.timeout;

import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.sync.Event;

/// A scope ends in time or when its time is over, also where both happen at once; and leaves
/// nothing behind that cancels what comes after it.
final class TimeoutScenario extends Scenario {
  private final Event event = new Event();

  @Override
  void play() {
    spawn(this::setAfterASecond);
    await(); // at the very moment in which the event is set
    require(timesOut(), "the inner scope ends, the outer goes on");
    timeout(SECOND.multipliedBy(2), () -> sleep(SECOND));
    sleep(SECOND.multipliedBy(5)); // no timer is left that cancels this
  }

  @Suspends
  private void setAfterASecond() {
    sleep(SECOND);
    event.set();
  }

  @Suspends
  private void await() {
    try {
      timeout(SECOND, event::await);
      require(event.isSet(), "what was waited for has happened");
    } catch (TimeoutException timeIsOver) {
      require(now().equals(SECOND), "not before the time is over: " + now());
    }
  }

  @Suspends
  private static boolean timesOut() {
    return timeout(
        SECOND.multipliedBy(3),
        () -> {
          try {
            timeout(SECOND, () -> sleep(SECOND.multipliedBy(10)));
            return false;
          } catch (TimeoutException inner) {
            sleep(SECOND);
            return true;
          }
        });
  }

  @Override
  void afterwards() {
    requireNobodyWaits(event);
  }
}
