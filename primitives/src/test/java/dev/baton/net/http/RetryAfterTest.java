package dev.baton.net.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0                              | PT0S",
        "4                              | PT4S",
        " 7                             | PT7S",
        "120                            | PT2M",
        "007                            | PT7S",
        "Sun, 29 Nov 2026 10:00:04 GMT  | PT4S",
        "Sunday, 29-Nov-26 10:00:04 GMT | PT4S",
        "Sun Nov 29 10:00:04 2026       | PT4S",
        "Tue Dec  1 10:00:00 2026       | PT48H",
        "Tue, 1 Dec 2026 10:00:00 GMT   | PT48H",
      })
  void readsSecondsAndTheThreeFormsOfADate(String value, Duration wait) {
    assertThat(RetryAfter.parse(value, NOW)).contains(wait);
  }

  @ParameterizedTest
  @CsvSource({"1.5, PT2S", "1.0, PT1S", "0.000001, PT1S", "0.0, PT0S", "59.99, PT1M"})
  void aFractionIsRoundedUpSoThatNobodyComesTooEarly(String value, Duration wait) {
    assertThat(RetryAfter.parse(value, NOW)).contains(wait);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 29 Nov 2026 10:00:00 GMT",
        "Sun, 29 Nov 2026 09:59:59 GMT",
        "Sunday, 29-Nov-25 10:00:00 GMT",
        "Thu Jan  1 00:00:00 1970"
      })
  void aDateThatHasPassedIsNow(String value) {
    assertThat(RetryAfter.parse(value, NOW)).contains(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "31536001",
        "99999999999",
        "999999999999999999",
        "9223372036854775808",
        "100000000000000000000",
        "100000000000000000000.5",
        "Fri, 31 Dec 9999 23:59:59 GMT"
      })
  void whatIsOutOfAllProportionIsCut(String value) {
    assertThat(RetryAfter.parse(value, NOW)).contains(RetryAfter.MOST);
  }

  @Test
  void aHeaderOfAMegabyteIsRead() {
    assertThat(RetryAfter.parse("9".repeat(1_000_000), NOW)).contains(RetryAfter.MOST);
    assertThat(RetryAfter.parse("9".repeat(1_000_000) + "x", NOW)).isEmpty();
  }

  /// RFC 9110, 5.6.7: what seems to be more than 50 years ahead has passed.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Wednesday, 25-Nov-76 10:00:00 GMT | 2026-11-29T10:00:00Z | P365D", // 2076
        "Sunday, 29-Nov-76 10:00:00 GMT    | 2026-11-29T10:00:00Z | P365D", // 50 years to the
        // second
        "Monday, 29-Nov-76 10:00:01 GMT    | 2026-11-29T10:00:00Z | PT0S", // so this was 1976
        "Sunday, 06-Nov-94 08:49:37 GMT    | 2026-11-29T10:00:00Z | PT0S",
        "Friday, 01-Jan-00 00:00:04 GMT    | 2099-12-31T23:59:59Z | PT5S", // 2100
        "Thursday, 31-Dec-99 23:59:59 GMT  | 2100-01-01T00:00:00Z | PT0S", // 2099
        "Friday, 29-Feb-00 00:00:00 GMT    | 2026-11-29T10:00:00Z | PT0S", // 2000
      })
  void aYearOfTwoDigitsIsInTheCenturyThatIsNear(String value, Instant now, Duration wait) {
    assertThat(RetryAfter.parse(value, now)).contains(wait);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-1",
        "-5",
        "+5",
        "soon",
        "1e9",
        "1.",
        ".5",
        "1,5",
        "1 s",
        "0x10",
        "٣",
        "1\u00a0",
        "NaN",
        "2026-11-29",
        "2026-11-29T10:00:04Z",
        "Sun, 29 Nov 2026 10:00:04",
        "Sun, 29 Nov 2026 10:00:04 CET",
        "Sun, 29 Nov 26 10:00:04 GMT",
        "Sun, 31 Feb 2026 10:00:04 GMT",
        "Sun, 29 Foo 2026 10:00:04 GMT",
        "Sun, 29 Nov 2026 24:00:04 GMT",
        "Sunday, 30-Feb-26 10:00:04 GMT",
        "Sun Nov 31 10:00:04 2026",
        "Sun Nov    10:00:04 2026"
      })
  void whatMakesNoSenseSaysNothing(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isEmpty();
  }

  @Test
  void noHeaderSaysNothing() {
    assertThat(RetryAfter.parse(null, NOW)).isEmpty();
  }
}
