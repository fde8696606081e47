package dev.baton.scraper.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 ms",
    "PT0.000007S, <0.1 ms",
    "PT0.0004S, 0.4 ms",
    "PT0.003S, 3 ms",
    "PT0.0124S, 12 ms",
    "PT0.999S, 999 ms",
    "PT1.239S, 1.24 s",
    "PT12.44S, 12.4 s",
    "PT1M, 1 min 00 s",
    "PT3M12S, 3 min 12 s",
    "PT2H5M, 2 h 05 min",
    "PT76H, 3 d 04 h",
  })
  void tellsTimes(Duration time, String text) {
    assertThat(Words.time(time)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 KB",
    "56300000, 56.3 MB",
    "999949, 999.9 KB",
    "999999, 1.0 MB",
    "9223372036854775807, 9223.4 PB",
  })
  void tellsBytes(long bytes, String text) {
    assertThat(Words.bytes(bytes)).isEqualTo(text);
  }

  @Test
  void tellsCountsSharesAndMoments() {
    assertThat(Words.count(5_001, "page")).isEqualTo("5,001 pages");
    assertThat(Words.count(1, "page")).isEqualTo("1 page");
    assertThat(Words.share(1, 8)).isEqualTo("12.5 %");
    assertThat(Words.share(1, 2_000)).isEqualTo("<0.1 %");
    assertThat(Words.share(0, 8)).isEqualTo("0.0 %");
    assertThat(Words.moment(Instant.parse("2026-11-29T10:15:59Z")))
        .isEqualTo("2026-11-29 10:15 UTC");
  }
}
