package dev.baton.scraper.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-29T10:15:00.000123Z",
        "2024-02-29T23:59:59.999999Z",
        "1969-12-31T00:00:00.000000Z",
        "0000-01-01T00:00:00.000001Z",
        "2026-11-29T10:15:00Z",
        "2026-11-29T10:15:00.123456789Z",
        "+10000-01-01T00:00:00.1Z",
        "2026-11-29T12:15:00.123+02:00",
      })
  void readsWhatTheJdkReads(String text) {
    assertThat(Moments.parse(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "2026-02-29T10:15:00.000123Z", "2026-13-01T10:15:00.000123Z"})
  void refusesWhatIsNoMoment(String text) {
    assertThatThrownBy(() -> Moments.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
