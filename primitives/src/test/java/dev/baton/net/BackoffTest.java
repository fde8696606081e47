package dev.baton.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(60));
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void theCeilingDoublesUpToTheLimit() {
    assertThat(IntStream.rangeClosed(1, 8).mapToLong(n -> BACKOFF.delay(n, 1).toSeconds()))
        .containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
  }

  @Test
  void theWholeRangeIsRandom() {
    assertThat(BACKOFF.delay(4, 0)).isZero();
    assertThat(BACKOFF.delay(4, 0.25)).isEqualTo(Duration.ofSeconds(4));
    assertThat(BACKOFF.delay(4, 0.5)).isEqualTo(Duration.ofSeconds(8));
  }

  /// Whatever the settings: within the bounds, and growing with each of its inputs.
  @Test
  void staysWithinItsBoundsForAnySettings() {
    Random random = new Random(1);
    for (int round = 0; round < 20_000; round++) {
      Duration first = Duration.ofNanos(1 + random.nextLong(Duration.ofHours(1).toNanos()));
      Duration most = first.plusNanos(random.nextLong(DAY.minus(first).toNanos()));
      Backoff backoff = new Backoff(first, most);
      int failures = 1 + random.nextInt(round % 2 == 0 ? 10 : Integer.MAX_VALUE - 1);
      double chance = random.nextDouble();

      Duration delay = backoff.delay(failures, chance);

      assertThat(delay)
          .as("%s after %d failures with chance %s", backoff, failures, chance)
          .isBetween(Duration.ZERO, backoff.delay(failures, 1));
      assertThat(backoff.delay(failures, 1)).isBetween(first, most);
      assertThat(backoff.delay(failures + 1, chance)).isGreaterThanOrEqualTo(delay);
    }
  }

  @Test
  void noNumberOfFailuresOverflows() {
    Backoff widest = new Backoff(Duration.ofNanos(1), DAY);
    for (int failures = 1; failures <= 200; failures++) {
      assertThat(widest.delay(failures, 1))
          .isEqualTo(failures <= 47 ? Duration.ofNanos(1L << (failures - 1)) : DAY);
    }
    assertThat(widest.delay(Integer.MAX_VALUE, 1)).isEqualTo(DAY);
  }

  @Test
  void clientsThatFailTogetherComeBackApart() {
    Random random = new Random(2);
    long early = 0;
    for (int i = 0; i < 1000; i++) {
      early += BACKOFF.delay(1, random.nextDouble()).compareTo(Duration.ofSeconds(1)) < 0 ? 1 : 0;
    }
    assertThat(early).isBetween(400L, 600L);
  }

  @ParameterizedTest
  @CsvSource({"PT0S, PT1S", "PT-1S, PT1S", "PT2S, PT1S", "PT1S, PT24H0.000000001S"})
  void refusesSettingsThatMakeNoSense(Duration first, Duration most) {
    assertThatThrownBy(() -> new Backoff(first, most))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "back-off must begin above 0 and grow to 1 day at most, got %s to %s", first, most);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.5", "-1, 0.5", "1, NaN", "1, -0.1", "1, 1.1"})
  void refusesInputsThatMakeNoSense(int failures, double chance) {
    assertThatThrownBy(() -> BACKOFF.delay(failures, chance))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "failures must be 1 or more and chance 0 to 1, got %s and %s", failures, chance);
  }
}
