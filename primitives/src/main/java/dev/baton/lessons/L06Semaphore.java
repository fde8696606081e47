package dev.baton.lessons;

import static dev.baton.Async.sleep;
import static java.time.Duration.ofMillis;

import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.sync.Semaphore;

/// **How do I do many things, but not all at once?**
///
/// Tasks are cheap; what they use is not. Here it is a server that serves three requests at a time
/// and refuses the rest. A semaphore holds a number of permits: a task takes one, or waits until
/// one comes back.
///
/// Watch for:
/// - Without permits all ten requests are there at once, and seven are refused.
/// - With three permits they are served in four rounds of 0.5 s, in the order in which they asked.
/// - A permit must come back even if the body throws. `try (...)` sees to that, a `release()` as
///   the last line does not.
///
/// Try:
/// - Give out five permits. Which requests are refused?
/// - Give out one permit. What is a semaphore of one?
/// - After the crash, acquire three permits of `leaky`. The loop says who waits for what.
final class L06Semaphore extends Lesson {
  private static final int CAPACITY = 3;

  private final Semaphore permits = new Semaphore("permits", 3);
  private int inFlight;
  private int mostInFlight;

  @Override
  void run() {
    part("ten requests");
    loop().run(() -> tenTimes(this::request));

    part("ten requests, three permits");
    loop().run(() -> tenTimes(this::requestWithPermit));

    part("a permit and a crash");
    loop().run(this::crash);
  }

  @Suspends
  private void tenTimes(Runnable request) {
    mostInFlight = 0;
    TaskGroup.run(
        group -> {
          for (int i = 1; i <= 10; i++) {
            group.spawn("request-" + i, request::run);
          }
        });
    say("most in flight: " + mostInFlight);
  }

  @Suspends
  private void requestWithPermit() {
    try (var permit = permits.acquire()) {
      request();
    }
  }

  @Suspends
  private void request() {
    inFlight++;
    mostInFlight = Math.max(mostInFlight, inFlight);
    String answer = inFlight <= CAPACITY ? "served" : "refused";
    sleep(ofMillis(500));
    inFlight--;
    say(answer);
  }

  @Suspends
  private void crash() {
    Semaphore leaky = new Semaphore("leaky", 3);
    Semaphore safe = new Semaphore("safe", 3);
    try {
      leaky.acquire();
      Integer.parseInt("crash");
      leaky.release();
    } catch (NumberFormatException crash) {
      say("release() as the last line: " + leaky);
    }
    try (var permit = safe.acquire()) {
      Integer.parseInt("crash");
    } catch (NumberFormatException crash) {
      say("try (var permit = ...): " + safe);
    }
  }
}
