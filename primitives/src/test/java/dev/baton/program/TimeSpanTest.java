package dev.baton.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {
  @ParameterizedTest
  @CsvSource({
    "500ms,         PT0.5S",
    "2.5s,          PT2.5S",
    "30,            PT30S",
    "2.5,           PT2.5S",
    "2m,            PT2M",
    "3h,            PT3H",
    "7d,            PT168H",
    "1.5h,          PT1H30M",
    "0.25ms,        PT0.00025S",
    "0,             PT0S",
    "010,           PT10S",
    "0.000000001s,  PT0.000000001S",
    "0.0000000019s, PT0.000000001S",
    "36500d,        PT876000H"
  })
  void aNumberAndAUnitAreATime(String text, Duration duration) {
    assertThat(TimeSpan.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s",
        "-1s",
        "+1s",
        " 1s",
        "1 s",
        "1s ",
        "1S",
        "1MS",
        "1min",
        "1,5s",
        "1.s",
        ".5s",
        "1e3",
        "0x10",
        "1_000",
        "PT1S",
        "1h30m",
        "NaN",
        "infinity",
        "٣s",
        "1s\n",
        "1234567890123456"
      })
  void nothingElseIs(String text) {
    assertThatThrownBy(() -> TimeSpan.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("\" is no time; use such as 500ms, 2.5s, 30 (seconds), 2m, 3h or 7d");
  }

  @Test
  void whatIsNoTimeIsShownSafelyAndCut() {
    assertThatThrownBy(() -> TimeSpan.parse("\u001b[2J" + "9".repeat(1000)))
        .hasMessageStartingWith("\"\\u001b[2J9999")
        .hasMessageContaining("9…\" is no time")
        .hasMessageMatching(".{1,130}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"36500.001d", "999999999999999d", "999999999999999", "876001h"})
  void whatATimerCouldNotHoldIsRefused(String text) {
    assertThatThrownBy(() -> TimeSpan.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"" + text + "\" is too long a time; use at most 36500d");
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, 500ms",
    "1500ms, 1.5s",
    "2500ms, 2.5s",
    "60, 1m",
    "90, 90s",
    "90m, 90m",
    "150m, 2.5h",
    "24h, 1d",
    "36h, 36h",
    "3600, 1h",
    "0, 0s",
    "0.25ms, 0.25ms",
    "1.000001ms, 1.000001ms",
    "3661, 3661s",
    "36500d, 36500d",
    "0.000000001, 0.000001ms"
  })
  void theTextIsTheShortestThatMeansTheSame(String given, String text) {
    Duration duration = TimeSpan.parse(given);

    assertThat(TimeSpan.text(duration)).isEqualTo(text);
    assertThat(TimeSpan.parse(text)).isEqualTo(duration);
  }

  @Test
  void anotherCountryWritesItTheSameWay() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

      assertThat(TimeSpan.text(Duration.ofMillis(2500))).isEqualTo("2.5s");
      assertThat(TimeSpan.parse("2.5s")).isEqualTo(Duration.ofMillis(2500));
      assertThatThrownBy(() -> Limits.require("--port", 70_000, 0, 65_535))
          .hasMessage("--port must be 0 to 65535, got 70000");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void whatIsOutOfRangeIsSaidInOneSentence() {
    Duration most = Duration.ofHours(1);

    assertThat(Limits.require("--timeout", most, Duration.ofMillis(1), most)).isEqualTo(most);
    assertThatThrownBy(
            () -> Limits.require("--timeout", Duration.ofHours(2), Duration.ofMillis(1), most))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--timeout must be 1ms to 1h, got 2h");
    assertThatThrownBy(() -> Limits.require("--timeout", Duration.ZERO, Duration.ofMillis(1), most))
        .hasMessage("--timeout must be 1ms to 1h, got 0s");
  }
}
