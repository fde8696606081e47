package dev.baton.jobs.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120                           | PT2M",
        " 7                            | PT7S",
        "0                             | PT0S",
        "Sun, 22 Nov 2026 12:00:30 GMT | PT30S",
        "Sun, 22 Nov 2026 11:00:00 GMT | PT0S",
      })
  void readsSecondsAndDates(String value, Duration wait) {
    assertThat(RetryAfter.parse(value, NOW)).isEqualTo(wait);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3601",
        "999999999999999999",
        "Sun, 22 Nov 2026 14:00:00 GMT",
        "Tue, 01 Jan 2999 00:00:00 GMT"
      })
  void isBounded(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999999999999", "2026-11-22", "٣"})
  void whatMakesNoSenseIsNoWish(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isZero();
  }

  @Test
  void noHeaderIsNoWish() {
    assertThat(RetryAfter.parse(null, NOW)).isZero();
  }
}
