package dev.baton.scraper.report;

import static dev.baton.scraper.UrlState.FETCHED;
import static dev.baton.scraper.UrlState.FORBIDDEN;
import static dev.baton.scraper.UrlState.HOST_GIVEN_UP;
import static dev.baton.scraper.UrlState.PENDING;
import static dev.baton.scraper.UrlState.TRAP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.baton.scraper.FoundUrl;
import dev.baton.scraper.UrlRecord;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.output.PageFormat;
import dev.baton.scraper.report.CrawlFigures.Example;
import dev.baton.scraper.report.CrawlFigures.Group;
import dev.baton.scraper.report.CrawlFigures.Host;
import dev.baton.scraper.report.CrawlFigures.Job;
import dev.baton.scraper.report.CrawlFigures.Reason;
import dev.baton.scraper.report.CrawlFigures.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresBuilderTest {
  private static final Job JOB =
      new Job(
          "scraper",
          "x.crawl",
          List.of("http://a/"),
          PageFormat.JSON_LINES,
          Instant.EPOCH,
          Duration.ofSeconds(1));

  private final FiguresBuilder builder = new FiguresBuilder();

  private void answered(String url, int status, long millis, String detail) {
    Duration took = Duration.ofMillis(millis);
    builder.add(
        new FoundUrl(
            url, "a", FETCHED, detail, "http://a/", 0, status, took, UrlRecord.Kind.PAGE, 1));
  }

  private void left(String url, UrlState state, String detail) {
    builder.add(
        new FoundUrl(
            url, null, state, detail, "http://a/", 3, 0, Duration.ZERO, UrlRecord.Kind.PAGE, 1));
  }

  private CrawlFigures figures() {
    return builder.figures(JOB, 0);
  }

  @Test
  void redirectsAndErrorsAreLinesToo() {
    answered("http://a/1", 200, 5, null);
    answered("http://a/2", 301, 5, "redirect to http://a/1");
    answered("http://a/3", 404, 5, null);
    left("http://a/4", PENDING, null);

    CrawlFigures figures = figures();
    assertThat(figures.totals().pages()).isEqualTo(3);
    assertThat(figures.totals().fetched()).isEqualTo(1);
    assertThat(figures.totals().redirects()).isEqualTo(1);
    assertThat(figures.totals().errors()).isEqualTo(1);
    assertThat(figures.totals().waiting()).isEqualTo(1);
    assertThat(figures.totals().seen()).isEqualTo(4);
    assertThat(figures.hosts().listed().getFirst().pages()).isEqualTo(3);
    assertThat(figures.answers().statuses()).containsOnlyKeys(200, 301, 404);
    assertThat(figures.answers().remarks().urls()).isZero();
  }

  @Test
  void aSitemapLacksNothing() {
    builder.add(
        new FoundUrl(
            "http://a/map.xml",
            "a",
            FETCHED,
            "a sitemap of 4 pages and 0 sitemaps",
            null,
            0,
            200,
            Duration.ZERO,
            UrlRecord.Kind.SITEMAP,
            0));

    assertThat(figures().answers().remarks().urls()).isZero();
  }

  @Test
  void eachReasonIsCountedAndHasExamples() {
    for (int i = 1; i <= 30; i++) {
      left("http://a/private/" + i, FORBIDDEN, "line 3: Disallow: /private/");
    }
    left("http://a/cart", FORBIDDEN, "line 9: Disallow: /cart");
    left("http://a/a/a/a/", TRAP, null);

    Group forbidden = figures().groups().get(FORBIDDEN);
    assertThat(forbidden.reasons())
        .extracting(Reason::detail, Reason::urls)
        .containsExactly(
            tuple("line 3: Disallow: /private/", 30L), tuple("line 9: Disallow: /cart", 1L));
    assertThat(forbidden.reasons().getFirst().examples())
        .hasSize(10)
        .startsWith(new Example("http://a/private/1", "http://a/", 3));
    assertThat(figures().groups().get(TRAP).reasons().getFirst().detail()).isEqualTo("trap");
  }

  @Test
  void ofManyReasonsTheMostFrequentAreListedAndAllAreCounted() {
    for (int i = 0; i < 50_000; i++) {
      left("http://a/" + i, TRAP, i % 2 == 0 ? "the usual" : "reason " + i);
    }

    Group traps = figures().groups().get(TRAP);
    assertThat(traps.reasons()).hasSize(20);
    assertThat(traps.reasons().getFirst().urls()).isEqualTo(25_000);
    assertThat(traps.urls()).isEqualTo(50_000);
    assertThat(traps.others()).isEqualTo(50_000 - 25_000 - 19);
  }

  @Test
  void whatIsSaidOfPagesIsKept() {
    answered("http://a/app", 200, 5, "it seems to need JavaScript");

    assertThat(figures().answers().remarks().reasons())
        .extracting(Reason::detail)
        .containsExactly("it seems to need JavaScript");
  }

  @Test
  void theSlowestAreKept() {
    for (int i = 1; i <= 100; i++) {
      answered("http://a/" + i, 200, i * 37 % 101, null);
    }

    assertThat(figures().answers().slowest())
        .extracting(visit -> visit.took().toMillis())
        .containsExactly(100L, 99L, 98L, 97L, 96L, 95L, 94L, 93L, 92L, 91L);
    assertThat(figures().answers().slowest()).first().extracting(Visit::status).isEqualTo(200);
  }

  @Test
  void hostsWithTroublesComeFirst() {
    for (int i = 1; i <= 1_000; i++) {
      polite("host-" + i, i, i);
    }
    polite("early", 1, -3);
    builder.addGivenUp("given-up", "it asked to wait 1h");

    CrawlFigures figures = figures();
    assertThat(figures.hosts().listed()).hasSize(200);
    assertThat(figures.hosts().listed())
        .extracting(Host::name)
        .startsWith("early", "given-up", "host-1000", "host-999");
    assertThat(figures.hosts().count()).isEqualTo(1_002);
    assertThat(figures.hosts().closest().host()).isEqualTo("early");
    assertThat(figures.totals().requests()).isEqualTo(500_501);
  }

  private void polite(String host, long requests, long millis) {
    Duration margin = Duration.ofMillis(millis);
    builder.add(new HostPoliteness(host, requests, margin, "http://a/", "", Map.of(), null));
  }

  @Test
  void aUrlOfAHostThatWasGivenUpFailed() {
    left("http://a/1", HOST_GIVEN_UP, "it asked to wait 3600 s");

    assertThat(figures().site().counts().failed()).isEqualTo(1);
  }
}
