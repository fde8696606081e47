package dev.baton.scraper.report;

import static dev.baton.scraper.UrlState.FAILED;
import static dev.baton.scraper.UrlState.FETCHED;
import static dev.baton.scraper.UrlState.FORBIDDEN;
import static dev.baton.scraper.UrlState.HOST_GIVEN_UP;
import static dev.baton.scraper.UrlState.LIMIT;
import static dev.baton.scraper.UrlState.NOFOLLOW;
import static dev.baton.scraper.UrlState.OUT_OF_SCOPE;
import static dev.baton.scraper.UrlState.PENDING;
import static dev.baton.scraper.UrlState.PRIVATE_ADDRESS;
import static dev.baton.scraper.UrlState.TRAP;
import static dev.baton.scraper.UrlState.TYPE;

import dev.baton.scraper.FoundUrl;
import dev.baton.scraper.UrlRecord;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.output.PageFormat;
import dev.baton.scraper.report.CrawlFigures.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Crawls that never were.
final class MadeUp {
  /// Everything in it that a page might obey.
  static final String EVIL =
      "</title></style><script>alert(1)</script><img src=x onerror=alert(2)>"
          + "\" onmouseover=\"alert(3) & ' \u202e\u0000\u001b[31m\u2028\ud800 \ud83d\ude00";

  private static final String PRIVATE =
      "inner.example has the private address 10.0.0.7; to allow it: --allow-private inner.example";

  private static final Job JOB =
      new Job(
          "scraper",
          "shop.localhost-20261129-101500.crawl",
          List.of("http://shop.localhost:8000/"),
          PageFormat.JSON_LINES,
          Instant.parse("2026-11-29T10:15:00Z"),
          Duration.ofMillis(12_430));

  private final FiguresBuilder builder = new FiguresBuilder();
  private final Random random = new Random(7);

  private MadeUp() {}

  static CrawlFigures nothing() {
    return new FiguresBuilder().figures(JOB, 0);
  }

  static CrawlFigures onePage() {
    MadeUp crawl = new MadeUp();
    crawl.page("a.localhost", "http://a.localhost/", 200, 12);
    crawl.asked("a.localhost", 1, 0);
    return crawl.builder.figures(JOB, 512);
  }

  static CrawlFigures onlyFailure() {
    MadeUp crawl = new MadeUp();
    crawl.left("http://a.localhost/", FAILED, "no answer within 10 s");
    return crawl.builder.figures(JOB, 0);
  }

  /// With all that can become of a URL.
  static CrawlFigures shop() {
    MadeUp crawl = new MadeUp();
    crawl.pages();
    crawl.troubles();
    crawl.leftOut();
    crawl.asked("shop.localhost:8000", 5_020, 12);
    crawl.asked("slow.localhost:8000", 48, 3);
    crawl.asked("busy.localhost:8000", 2, 0);
    crawl.builder.addGivenUp("busy.localhost:8000", "it asked to wait 1h; at most 10m are waited");
    return crawl.builder.figures(JOB, 56_300_000);
  }

  private void pages() {
    String shop = "shop.localhost:8000";
    page(shop, "http://shop.localhost:8000/", 200, 9);
    for (String name : List.of("about.html", "contact.html", "help/", "help/returns.html")) {
      page(shop, "http://shop.localhost:8000/" + name, 200, millis());
    }
    for (int i = 1; i <= 4_996; i++) {
      String section = List.of("garden", "kitchen", "books", "toys").get(i % 7 % 4);
      String url = "http://shop.localhost:8000/%s/%d/item-%d.html".formatted(section, i % 23, i);
      page(shop, url, i % 311 == 0 ? 301 : 200, millis());
    }
    for (int i = 1; i <= 40; i++) {
      String url = "http://slow.localhost:8000/archive/2026/%02d/story.html".formatted(i);
      page("slow.localhost:8000", url, 200, 900 + 40L * i);
    }
  }

  private long millis() {
    return Math.round(
        8 * Math.exp(random.nextGaussian() * 0.6 + (random.nextInt(30) == 0 ? 2 : 0)));
  }

  private void troubles() {
    for (int i = 1; i <= 17; i++) {
      String url = "http://shop.localhost:8000/old/page-%d.html".formatted(i);
      answer("shop.localhost:8000", url, FETCHED, null, 404, 5);
    }
    answer("shop.localhost:8000", "http://shop.localhost:8000/cgi", FETCHED, null, 500, 80);
    String from = "http://shop.localhost:8000/";
    for (int i = 1; i <= 6; i++) {
      String url = "http://slow.localhost:8000/gone/" + i;
      builder.add(url(url, "slow.localhost:8000", FAILED, "no answer within 10 s", from, 4, 0));
    }
    String url = "http://shop.localhost:8000/app.html";
    answer("shop.localhost:8000", url, FETCHED, "it seems to need JavaScript", 200, 11);
    for (int i = 1; i <= 30; i++) {
      left(
          "http://busy.localhost:8000/" + i,
          HOST_GIVEN_UP,
          "it asked to wait 1h; at most 10m are waited");
    }
  }

  private void leftOut() {
    String shop = "http://shop.localhost:8000/";
    for (int i = 1; i <= 120; i++) {
      left(shop + "private/" + i, FORBIDDEN, "line 3: Disallow: /private/");
      left(shop + "calendar/2031/" + i, TRAP, "endless calendar: more than 24 months ahead");
    }
    for (int i = 1; i <= 14; i++) {
      left(shop + "cart?add=" + i, FORBIDDEN, "line 7: Disallow: /cart");
      left(shop + "login?next=" + i, NOFOLLOW, null);
      left(shop + "a/a/a/a/" + i, TRAP, "the path repeats itself: /a/a/a/");
      left("http://elsewhere.example/" + i, OUT_OF_SCOPE, "another host");
    }
    for (int i = 1; i <= 312; i++) {
      left(shop + "toys/late/" + i, LIMIT, "more pages than --max-pages 5000");
    }
    answer("shop.localhost:8000", shop + "logo.png", TYPE, "image/png", 200, 4);
    left("http://inner.example/", PRIVATE_ADDRESS, PRIVATE);
    left(shop + "last.html", PENDING, null);
  }

  static CrawlFigures hosts(int count) {
    MadeUp crawl = new MadeUp();
    for (int i = 1; i <= count; i++) {
      String host = "host-%d.localhost".formatted(i);
      crawl.page(host, "http://" + host + "/", 200, i % 50);
      crawl.asked(host, i, i);
    }
    return crawl.builder.figures(JOB, 0);
  }

  /// Whatever comes from the web is hostile.
  static CrawlFigures hostile() {
    MadeUp crawl = new MadeUp();
    for (String url : List.of("javascript:alert(1)", EVIL, "http://a.localhost/" + EVIL)) {
      crawl.answer(EVIL, url, FETCHED, EVIL, 200, 5);
      crawl.answer(EVIL, url + "1", FETCHED, null, 999, 5);
      for (UrlState state : UrlState.values()) {
        crawl.builder.add(crawl.url(url + state, EVIL, state, EVIL, url, 2, 0));
      }
    }
    String endless = "http://a.localhost/" + "x".repeat(100_000);
    crawl.answer("a.localhost", endless, FETCHED, "y".repeat(100_000), 200, 1);
    crawl.left(endless + "/y", TRAP, "--" + "x".repeat(100_000));
    String deep = "http://a.localhost/" + "x/".repeat(30_000);
    crawl.answer("a.localhost", deep, FETCHED, null, 200, 1);
    crawl.asked(EVIL, 1, -5);
    crawl.builder.addGivenUp(EVIL, EVIL);
    Job job = new Job("scraper", EVIL, List.of(EVIL, EVIL), JOB.pages(), JOB.begun(), JOB.took());
    return crawl.builder.figures(job, 1);
  }

  private void page(String host, String url, int status, long millis) {
    answer(host, url, FETCHED, null, status, millis);
  }

  private void answer(
      String host, String url, UrlState state, String detail, int status, long millis) {
    Duration took = Duration.ofMillis(millis);
    builder.add(
        new FoundUrl(
            url,
            host,
            state,
            detail,
            "http://shop.localhost:8000/",
            0,
            status,
            took,
            UrlRecord.Kind.PAGE,
            1));
  }

  private void left(String url, UrlState state, String detail) {
    builder.add(url(url, null, state, detail, "http://shop.localhost:8000/", 0, 0));
  }

  private FoundUrl url(
      String url, String host, UrlState state, String detail, String from, int tries, int status) {
    return new FoundUrl(
        url, host, state, detail, from, tries, status, Duration.ZERO, UrlRecord.Kind.PAGE, 1);
  }

  private void asked(String host, long requests, long marginMillis) {
    builder.add(
        new HostPoliteness(
            host,
            requests,
            Duration.ofMillis(marginMillis),
            "http://" + host + "/",
            "the answer before took 40 ms",
            Map.of("as long as its last answer took", Duration.ofMillis(40 * requests)),
            null));
  }
}
