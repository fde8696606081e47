package dev.baton.lessons;

import static dev.baton.Async.sleep;
import static java.time.Duration.ofMillis;

import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.sync.Semaphore;
import java.util.function.IntConsumer;

/// **How do I do many things, but not all at once?**
///
/// Tasks are cheap, what they use is not: here a server that serves three requests at a time and refuses the rest. A
/// semaphore holds a number of permits. A task takes one, or waits until one is free.
///
/// Watch for:
/// - Without permits all ten are there at once, and seven are refused.
/// - With three permits the ten are served in four rounds of 0.5 s, in the order in which they came.
/// - A permit must come back even if the body throws. `try (...)` sees to it; a `release()` as the last line does not.
///
/// Try:
/// - Give out five permits. Who is refused?
/// - Give out one permit. What is a semaphore of one?
/// - After the three crashes, acquire a permit of the leaky one. The loop tells what the task waits for.
final class L06Semaphore extends Lesson {
  private static final int CAPACITY = 3;

  private final Semaphore permits = new Semaphore("permits", CAPACITY);
  private int inFlight;
  private int mostInFlight;
  private int refused;

  @Override
  void run() {
    part("ten requests at once");
    loop().run(() -> tenTimes(this::request));

    part("ten requests, three permits");
    loop().run(() -> tenTimes(this::requestWithPermit));

    part("three permits, three crashes");
    loop().run(this::threeCrashes);
  }

  @Suspends
  private void tenTimes(IntConsumer request) {
    mostInFlight = 0;
    refused = 0;
    TaskGroup.run(
        group -> {
          for (int i = 1; i <= 10; i++) {
            int number = i;
            group.spawn(() -> request.accept(number));
          }
        });
    say("most in flight: " + mostInFlight + ", refused: " + refused);
  }

  @Suspends
  private void requestWithPermit(int number) {
    try (var permit = permits.acquire()) {
      request(number);
    }
  }

  /// What the server does.
  @Suspends
  private void request(int number) {
    if (inFlight == CAPACITY) {
      refused++;
      say("request " + number + ": refused");
      return;
    }
    inFlight++;
    mostInFlight = Math.max(mostInFlight, inFlight);
    sleep(ofMillis(500));
    inFlight--;
    say("request " + number + ": served");
  }

  @Suspends
  private void threeCrashes() {
    Semaphore leaky = new Semaphore(CAPACITY);
    for (int i = 0; i < CAPACITY; i++) {
      try {
        leaky.acquire();
        crash();
        leaky.release();
      } catch (IllegalStateException crash) {
        say("release() as the last line: " + leaky.available() + " permits left");
      }
    }
    for (int i = 0; i < CAPACITY; i++) {
      try (var permit = permits.acquire()) {
        crash();
      } catch (IllegalStateException crash) {
        say("try (... = acquire()): " + permits.available() + " permits left");
      }
    }
  }

  private static void crash() {
    throw new IllegalStateException("crash");
  }
}
