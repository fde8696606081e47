package dev.baton.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @Test
  void escapesWhatATerminalWouldObey() {
    assertThat(Text.escaped("a\u001b[31mb\u009b1mc\u202ed\r\ne\u0000\u2028"))
        .isEqualTo("a\\u001B[31mb\\u009B1mc\\u202Ed\\u000D\\u000Ae\\u0000\\u2028");
  }

  @Test
  void leavesOrdinaryTextAlone() {
    assertThat(Text.escaped("Grüße, 世界 🎉 \\ \"")).isEqualTo("Grüße, 世界 🎉 \\ \"");
  }

  @Test
  void shortensToTheLengthWithoutSplittingACharacter() {
    assertThat(Text.shortened("12345", 5)).isEqualTo("12345");
    assertThat(Text.shortened("123456", 5)).isEqualTo("1234…");
    assertThat(Text.shortened("123🎉56", 5)).isEqualTo("123…");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "1, 0.001 s",
    "50, 0.05 s",
    "1234, 1.2 s",
    "30000, 30 s",
    "3600000, 3600 s",
    "12345, 12 s"
  })
  void showsSeconds(long millis, String text) {
    assertThat(Text.seconds(Duration.ofMillis(millis))).isEqualTo(text);
  }
}
