package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartTest {
  private static final ZonedDateTime NOW =
      ZonedDateTime.parse("2026-11-29T14:30:00+01:00[Europe/Rome]");

  @ParameterizedTest
  @CsvSource({
    "10m,2026-11-29T13:20:00Z",
    "1.5h,2026-11-29T12:00:00Z",
    "30s,2026-11-29T13:29:30Z",
    "14:00,2026-11-29T13:00:00Z",
    "14:00:30,2026-11-29T13:00:30Z",
    "14:31,2026-11-28T13:31:00Z",
    "2026-11-29T10:00:00Z,2026-11-29T10:00:00Z",
    "2026-11-29T10:00:00+02:00,2026-11-29T08:00:00Z",
    "2026-11-29T10:00,2026-11-29T09:00:00Z"
  })
  void readsTimes(String text, Instant time) {
    assertThat(Start.parse(text, NOW)).isEqualTo(new Start.Time(time.toEpochMilli() * 1000));
  }

  /// A time needs a unit.
  @Test
  void aNumberAloneIsASequenceNumber() {
    assertThat(Start.parse("1234", NOW)).isEqualTo(new Start.Number(1234));
    assertThat(Start.parse("0", NOW)).isEqualTo(new Start.Number(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5m", "25:00", "2026-13-01T00:00:00Z", "12345678901234567"})
  void saysWhatItMayBe(String text) {
    assertThatThrownBy(() -> Start.parse(text, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--since must be a time ago such as 10m")
        .hasMessageEndingWith(", got " + text);
  }
}
