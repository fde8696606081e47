package dev.baton.scraper.robots;

import static dev.baton.scraper.robots.Directives.BOTH;
import static dev.baton.scraper.robots.Directives.NOFOLLOW;
import static dev.baton.scraper.robots.Directives.NOINDEX;
import static dev.baton.scraper.robots.Directives.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The names in brackets are the reports of other programs' users.
class DirectivesTest {
  private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
  private static final String TOKEN = "baton-scraper";

  private static Directives header(String value) {
    return Directives.header(value, TOKEN, NOW);
  }

  private static Directives meta(String name, String content) {
    return Directives.meta(name, content, TOKEN, NOW);
  }

  /// [spatie/robots-txt #30 is `none`]
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "noindex                              | true  | false",
        "NoIndex                              | true  | false",
        "nofollow                             | false | true",
        "none                                 | true  | true",
        "noindex, nofollow                    | true  | true",
        "noindex,nofollow                     | true  | true",
        "noindex nofollow                     | true  | true",
        "noindex; nofollow                    | true  | true",
        "index, follow, noindex               | true  | false",
        "all                                  | false | false",
        "index, follow                        | false | false",
        "noarchive, nosnippet, noimageindex   | false | false",
        "max-snippet: 20, noindex             | true  | false",
        "max-image-preview:large, nofollow    | false | true",
        "noindexing, xnoindex, no-index       | false | false",
        "''                                   | false | false",
        "', ,:, ::,'                          | false | false",
      })
  void both(String text, boolean noindex, boolean nofollow) {
    Directives expected = new Directives(noindex, nofollow);
    assertThat(header(text)).isEqualTo(expected);
    assertThat(meta("robots", text)).isEqualTo(expected);
    assertThat(meta(" ROBOTS ", text)).isEqualTo(expected);
    assertThat(meta("Baton-Scraper", text)).isEqualTo(expected);
    assertThat(meta("googlebot", text)).isEqualTo(NONE);
    assertThat(meta("description", text)).isEqualTo(NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "baton-scraper: noindex                          | true  | false",
        "BATON-SCRAPER:noindex, nofollow                 | true  | true",
        "* : noindex                                     | true  | false",
        "googlebot: noindex, nofollow                    | false | false",
        "baton-scraper-x: noindex                        | false | false",
        "googlebot: noindex, baton-scraper: nofollow     | false | true",
        "nofollow, googlebot: noindex                    | false | true",
        "googlebot: max-snippet: 5, noindex              | false | false",
        "googlebot: noindex, *: nofollow                 | false | true",
      })
  void aNameSaysWhomAFieldIsFor(String text, boolean noindex, boolean nofollow) {
    assertThat(header(text)).isEqualTo(new Directives(noindex, nofollow));
  }

  /// [spatie/robots-txt #70, lighthouse #3657]
  @ParameterizedTest
  @ValueSource(
      strings = {
        "25 Jun 2010 15:00:00 PST",
        "Fri, 25 Jun 2010 15:00:00 GMT",
        "Monday, 15-Aug-05 15:52:01 UTC",
        "25-Aug-2007 15:00:00 EST",
        "15-Aug-05",
        "2010-06-25",
        "2010-06-25T15:00:00Z",
        "2010-06-25T15:00:00.123+02:00",
        "2010-06-25 15:00",
        "29 Nov 2026 10:00:00 GMT",
        "29 Nov 2026 11:00:00 +0100",
        "29 Nov 2026 05:00:00 EST",
        "29 November 2026 10:00 XYZ"
      })
  void unavailableAfterAPastDateIsNoindex(String date) {
    assertThat(header("unavailable_after: " + date)).isEqualTo(NOINDEX);
    assertThat(header("nofollow, UNAVAILABLE_AFTER:" + date + ", all")).isEqualTo(BOTH);
    assertThat(header("baton-scraper: unavailable_after: " + date)).isEqualTo(NOINDEX);
    assertThat(header("googlebot: unavailable_after: " + date)).isEqualTo(NONE);
    assertThat(meta("robots", "unavailable_after:" + date)).isEqualTo(NOINDEX);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "25 Jun 2090 15:00:00 PST",
        "Sunday, 29-Nov-26 10:00:01 UTC",
        "29 Nov 2026 10:00:00 PST",
        "2026-11-30",
        "31 Feb 2010",
        "0 Jan 2010",
        "25 Foo 2010",
        "2010-13-01",
        "2010-06-25T15:00:00+99:00",
        "tomorrow",
        "Monday",
        ""
      })
  void beforeThatDateNothingIsAsked(String date) {
    assertThat(header("unavailable_after: " + date)).isEqualTo(NONE);
    assertThat(header("unavailable_after: " + date + ", nofollow")).isEqualTo(NOFOLLOW);
  }

  @Test
  void severalMergeAndTheStricterCounts() {
    assertThat(header("noindex").merge(header("index"))).isEqualTo(NOINDEX);
    assertThat(header("noindex").merge(meta("robots", "nofollow"))).isEqualTo(BOTH);
    assertThat(NONE.merge(NONE)).isEqualTo(NONE);
  }

  @Test
  void aLongFieldIsReadOnce() {
    assertThat(header("x:,".repeat(100_000) + "*:noindex")).isEqualTo(NOINDEX);
    assertThat(header("unavailable_after: " + "1 ".repeat(100_000))).isEqualTo(NONE);
    assertThat(header("unavailable_after: 1" + " ".repeat(100_000) + "x")).isEqualTo(NONE);
  }
}
