package dev.baton.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(60));

  @Test
  void doublesUpToTheLimit() {
    assertThat(IntStream.rangeClosed(1, 8).mapToLong(n -> BACKOFF.delay(n, 1).toSeconds()))
        .containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  @Test
  void chanceTakesOffAtMostHalf() {
    assertThat(IntStream.rangeClosed(1, 8).mapToLong(n -> BACKOFF.delay(n, 0).toSeconds()))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
  }

  /// Whatever the settings: never at once, never beyond the limit, and growing with each of its
  /// inputs.
  @Test
  void staysWithinItsBoundsForAnySettings() {
    Random random = new Random(1);
    for (int round = 0; round < 20_000; round++) {
      Duration first = Duration.ofNanos(1 + random.nextLong(Duration.ofHours(1).toNanos()));
      Duration most = first.plusNanos(random.nextLong(Duration.ofDays(1).minus(first).toNanos()));
      Backoff backoff = new Backoff(first, most);
      int failures = 1 + random.nextInt(round % 2 == 0 ? 10 : Integer.MAX_VALUE - 1);
      double chance = random.nextDouble();

      Duration delay = backoff.delay(failures, chance);

      assertThat(delay)
          .as("%s after %d failures with chance %s", backoff, failures, chance)
          .isBetween(first.dividedBy(2), most)
          .isBetween(backoff.delay(failures, 0), backoff.delay(failures, 1));
      assertThat(backoff.delay(failures + 1, chance)).isGreaterThanOrEqualTo(delay);
      assertThat(backoff.delay(failures, 0))
          .isGreaterThanOrEqualTo(backoff.delay(failures, 1).dividedBy(2));
    }
  }

  @Test
  void jobsThatFailTogetherComeBackApart() {
    Random random = new Random(2);
    assertThat(
            IntStream.range(0, 1000)
                .mapToLong(_ -> BACKOFF.delay(5, random.nextDouble()).toMillis())
                .distinct()
                .count())
        .isGreaterThan(900);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
        .hasMessageContaining("back-off is out of range: PT0S to PT1S");
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(1), Duration.ofDays(2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BACKOFF.delay(0, 0.5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BACKOFF.delay(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
