package dev.baton.scraper;

import static dev.baton.scraper.FakeSite.html;
import static dev.baton.scraper.FakeSite.url;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Never rude: when a host is asked, and what is not asked for. That nobody is asked before the
/// moment that the log gives is asserted after every crawl of [TestCrawl].
@Timeout(120)
class PolitenessTest {
  private final TestCrawl crawl = new TestCrawl();
  private final FakeSite site = crawl.site;

  @Test
  void asksAHostOnOneConnectionAndWaitsAsLongAsItsAnswerTook() {
    site.page("/", "/a", "/b").page("/a").page("/b").slow("/a", Duration.ofSeconds(3));

    crawl.run();

    assertThat(site.mostInFlight).isEqualTo(1);
    assertThat(crawl.moments("/")).containsExactly(200L); // robots.txt took 100 ms
    assertThat(crawl.moments("/a")).containsExactly(400L);
    assertThat(crawl.moments("/b")).containsExactly(6_400L);
  }

  @Test
  void waitsNoLongerThanFiveSecondsForASlowHost() {
    site.page("/", "/a").page("/a").slow("/", Duration.ofSeconds(20));

    crawl.run();

    assertThat(crawl.moments("/a")).containsExactly(25_200L);
  }

  @Test
  void waitsAsLongAsTheUserSays() {
    site.page("/", "/a", "/b").page("/a").page("/b");

    crawl.with(new Manners(0, Duration.ofSeconds(2), true)).run();

    assertThat(crawl.moments("/a")).containsExactly(4_200L);
    assertThat(crawl.moments("/b")).containsExactly(6_300L);
  }

  @Test
  void asksTheOwnSiteOnManyConnectionsWithoutADelay() {
    site.page("/", "/a", "/b", "/c").page("/a").page("/b").page("/c");
    site.text("/robots.txt", "User-agent: *\nCrawl-delay: 120");

    crawl.with(new Manners(3, Duration.ofSeconds(2), true)).run();

    assertThat(site.mostInFlight).isEqualTo(3);
    assertThat(crawl.took).isEqualTo(Duration.ofMillis(300));
    assertThat(crawl.notices).isEmpty();
  }

  @Test
  void waitsAsLongAsRetryAfterSaysAndAsksAgain() {
    site.page("/", "/busy", "/b").page("/b");
    site.answer("/busy", new Answer.StatusOnly(429, "120"), html(200, "Busy", List.of(), true));

    crawl.run();

    assertThat(crawl.moments("/busy")).containsExactly(400L, 120_500L);
    assertThat(crawl.moments("/b")).hasSize(1).allMatch(at -> at > 120_500);
    assertThat(crawl.state("/busy")).isEqualTo(UrlState.FETCHED);
    assertThat(crawl.crawler.tally().retries()).isEqualTo(1);
  }

  @Test
  void waitsAlsoIfAnotherErrorOfTheServerSaysHowLong() {
    site.page("/", "/broken", "/gone", "/b").page("/b");
    site.answer("/broken", new Answer.StatusOnly(500, "120"));
    site.answer("/gone", new Answer.StatusOnly(404, "300"));

    crawl.run();

    assertThat(crawl.moments("/broken")).containsExactly(400L);
    assertThat(crawl.moments("/gone")).containsExactly(120_500L);
    assertThat(crawl.moments("/b").getFirst()).isLessThan(130_000);
  }

  @Test
  void givesAHostUpThatAsksToWaitTooLong() {
    site.page("/", "/busy", "/b", "/c", "http://other.test/");
    site.answer("/busy", new Answer.StatusOnly(503, "601"));

    crawl.everywhere("/").run();

    assertThat(site.asked).containsExactlyInAnyOrder("/", "/busy", "http://other.test/");
    assertThat(crawl.state("/busy")).isEqualTo(UrlState.FETCHED);
    assertThat(crawl.state("/b")).isEqualTo(UrlState.HOST_GIVEN_UP);
    assertThat(crawl.detail("/c")).isEqualTo("it asked to wait 601s; at most 10m are waited");
    assertThat(crawl.crawler.tally().count(UrlState.HOST_GIVEN_UP)).isEqualTo(2);
    assertThat(crawl.notices)
        .containsExactly("site.test was given up: it asked to wait 601s; at most 10m are waited");
  }

  @Test
  void asksFourMoreTimesForWhatIsRefused() {
    site.page("/", "/busy").answer("/busy", new Answer.StatusOnly(429));

    crawl.run();

    assertThat(crawl.moments("/busy")).hasSize(5);
    assertThat(crawl.crawler.tally().retries()).isEqualTo(4);
  }

  @Test
  void givesAHostUpWhoseRobotsTxtAsksToWaitTooLong() {
    site.page("/").answer("/robots.txt", new Answer.StatusOnly(429, "3600"));

    crawl.run();

    assertThat(crawl.state("/")).isEqualTo(UrlState.HOST_GIVEN_UP);
    assertThat(crawl.detail("/")).isEqualTo("it asked to wait 1h; at most 10m are waited");
    assertThat(crawl.notices)
        .containsExactly("site.test was given up: it asked to wait 1h; at most 10m are waited");
    assertThat(crawl.store.robotsTimes()).isEmpty();
  }

  @Test
  void doublesTheDelayWithEachTroubleUpToAMinute() {
    site.page("/", "/bad").answer("/bad", new Answer.StatusOnly(503));
    CrawlLimits many = new CrawlLimits(100, 50, 8, 1 << 30, 64, Duration.ofSeconds(30));

    crawl.with(many).run();

    List<Long> moments = crawl.moments("/bad");
    assertThat(
            IntStream.range(1, moments.size()).mapToObj(i -> moments.get(i) - moments.get(i - 1)))
        .containsExactly(1_100L, 2_100L, 4_100L, 8_100L, 16_100L, 32_100L, 60_100L, 60_100L);
    assertThat(crawl.state("/bad")).isEqualTo(UrlState.FETCHED);
  }

  @Test
  void givesAHostUpOfWhichTenPagesInARowCannotBeHad() {
    String[] paths = IntStream.range(0, 20).mapToObj(i -> "/" + i).toArray(String[]::new);
    site.page("/", paths);
    for (String path : paths) {
      site.answer(path, new Answer.Failed(0, Problem.NO_ANSWER, "cannot connect"));
    }

    crawl.run();

    assertThat(site.asked).hasSize(1 + 10 * 3);
    assertThat(crawl.crawler.tally().count(UrlState.FAILED)).isEqualTo(10);
    assertThat(crawl.crawler.tally().count(UrlState.HOST_GIVEN_UP)).isEqualTo(10);
    assertThat(crawl.detail("/19")).isEqualTo("of 10 pages in a row none could be had");
  }

  @Test
  void doesNotGiveAHostUpForSomeBrokenPages() {
    String[] paths = IntStream.range(0, 20).mapToObj(i -> "/" + i).toArray(String[]::new);
    site.page("/", paths);
    for (int i = 0; i < 20; i++) {
      site.page("/" + i);
    }
    for (int i = 3; i < 12; i++) {
      site.answer("/" + i, new Answer.StatusOnly(503));
    }

    crawl.run();

    assertThat(crawl.state("/19")).isEqualTo(UrlState.FETCHED);
    assertThat(crawl.crawler.tally().count(UrlState.HOST_GIVEN_UP)).isZero();
  }

  @Test
  void givesAHostUpThatAnswersTenTimesInARowWith429() {
    site.page("/", "/a", "/b", "/c").answer("/a", new Answer.StatusOnly(429));
    site.answer("/b", new Answer.StatusOnly(429)).page("/c");

    crawl.run();

    assertThat(site.asked).hasSize(1 + 10);
    assertThat(crawl.detail("/c")).isEqualTo("it answered 10 times in a row with status 429");
  }

  @Test
  void obeysCrawlDelayAndSaysWhenItIsCut() {
    site.page("/", "/a").page("/a");
    site.text("/robots.txt", "User-agent: *\nCrawl-delay: 120");

    crawl.run();

    assertThat(crawl.moments("/")).containsExactly(200L);
    assertThat(crawl.moments("/a")).containsExactly(30_300L);
    assertThat(crawl.notices)
        .containsExactly("site.test asks for a Crawl-delay of 2m; 30s are waited");
  }

  @Test
  void waitsAsLongAsTheLongerOfTwoCrawlDelaysOfAHost() {
    site.page("/", "https://site.test/x", "/a", "/b").page("/a").page("/b");
    site.page("https://site.test/x");
    site.text("/robots.txt", "User-agent: *\nCrawl-delay: 20");
    site.text("https://site.test/robots.txt", "User-agent: *\nCrawl-delay: 1");

    crawl.everywhere("/").run();

    assertThat(crawl.moments("/b").getFirst() - crawl.moments("/a").getFirst()).isEqualTo(20_100);
  }

  // --- robots.txt

  @Test
  void asksForRobotsTxtOnceAndForNothingThatItForbids() {
    site.page("/", "/private/a", "/b", "/away").page("/b").redirect("/away", "/private/c");
    site.text("/robots.txt", "User-agent: *\nDisallow: /private/");

    crawl.run();

    assertThat(site.robotsAsked).containsExactly("/robots.txt");
    assertThat(site.asked).containsExactly("/", "/b", "/away");
    assertThat(crawl.state("/private/a")).isEqualTo(UrlState.FORBIDDEN);
    assertThat(crawl.detail("/private/c")).isEqualTo("line 2: Disallow: /private/");
  }

  @Test
  void asksForNothingIfRobotsTxtCannotBeHad() {
    site.page("/").answer("/robots.txt", new Answer.StatusOnly(500));

    crawl.run();

    assertThat(site.asked).isEmpty();
    assertThat(crawl.detail("/")).isEqualTo("robots.txt answered with status 500");
    assertThat(crawl.crawler.startProblem())
        .hasValue(
            "start page http://site.test/ could not be fetched: robots.txt answered with status"
                + " 500; check the URL and the server");
  }

  @Test
  void namesTheLineThatForbidsTheStart() {
    site.page("/").text("/robots.txt", "User-agent: *\nDisallow: /");

    crawl.run();

    assertThat(crawl.crawler.startProblem())
        .hasValue(
            "start page http://site.test/ could not be fetched: robots.txt forbids it in line 2:"
                + " Disallow: /");
  }

  @Test
  void triesAFewTimesToGetRobotsTxt() {
    Answer nothing = new Answer.Failed(0, Problem.NO_ANSWER, "cannot connect");
    site.page("/").answer("/robots.txt", nothing, nothing, new Answer.StatusOnly(404));

    crawl.run();

    assertThat(site.asked).containsExactly("/");
    assertThat(site.robotsAsked).hasSize(3);
  }

  @Test
  void waitsForRobotsTxtAsForEveryPage() {
    site.page("/");
    site.answer("/robots.txt", new Answer.StatusOnly(429, "60"), new Answer.StatusOnly(404));

    crawl.run();

    assertThat(crawl.moments("/robots.txt")).containsExactly(0L, 60_100L);
  }

  /// The host's other origin answers in between, so that the host is not given up.
  @Test
  void forbidsAllIfRobotsTxtIsRefusedTenTimes() {
    site.page("/", "https://site.test/x", "/0");
    site.answer("https://site.test/robots.txt", new Answer.StatusOnly(429));
    IntStream.range(0, 100).forEach(i -> site.page("/" + i, "/" + (i + 1)));
    crawl.with(new Manners(2, Duration.ZERO, true));
    crawl.with(new CrawlLimits(200, 200, 2, 1 << 30, 2, Duration.ofSeconds(30)));

    crawl.everywhere("/").run();

    assertThat(site.robotsAsked).hasSize(1 + 10);
    assertThat(crawl.state("https://site.test/x")).isEqualTo(UrlState.FORBIDDEN);
    assertThat(crawl.detail("https://site.test/x"))
        .isEqualTo("robots.txt answered with status 429");
  }

  @Test
  void followsFiveRedirectsToRobotsTxt() {
    site.page("/", "/a").text("/r5", "User-agent: *\nDisallow: /a");
    site.redirect("/robots.txt", "/r1").redirect("/r1", "/r2").redirect("/r2", "/r3");
    site.redirect("/r3", "/r4").redirect("/r4", "/r5");

    crawl.run();

    assertThat(crawl.state("/a")).isEqualTo(UrlState.FORBIDDEN);
  }

  @Test
  void aSixthRedirectMeansThatThereIsNone() {
    site.page("/", "/a").page("/a").text("/r6", "User-agent: *\nDisallow: /a");
    site.redirect("/robots.txt", "/r1").redirect("/r1", "/r2").redirect("/r2", "/r3");
    site.redirect("/r3", "/r4").redirect("/r4", "/r5").redirect("/r5", "/r6");

    crawl.run();

    assertThat(crawl.state("/a")).isEqualTo(UrlState.FETCHED);
  }

  @Test
  void asksForRobotsTxtAgainAfterADay() {
    site.page("/", "/a", "/b").page("/b");
    Answer wait = new Answer.StatusOnly(429, "600");
    site.answer("/a", wait, wait, wait, wait, html(200, "A", List.of(), true));
    crawl.with(new Manners(0, Duration.ofMinutes(10), true)).run();
    assertThat(site.robotsAsked).hasSize(1);

    crawl.files = crawl.files.recovered(crawl.store.ends());
    crawl.store = new MemoryStore();
    String[] many = IntStream.range(0, 200).mapToObj(i -> "/" + i).toArray(String[]::new);
    site.page("/", many);
    crawl.run();

    assertThat(site.robotsAsked).hasSize(1 + 2);
  }

  @Test
  void readsARobotsTxtFromTheStoreThatFindsNoPlaceInMemory() {
    String text = "User-agent: *\nContent-Signal: ai-train=no\n#" + "x".repeat(15_900);
    Answer robots = new Answer.Bytes(200, text.getBytes(UTF_8), false);
    String[] starts =
        IntStream.range(0, 2_200).mapToObj("http://h%d.test/"::formatted).toArray(String[]::new);
    for (String start : starts) {
      site.page(start, start + "a").page(start + "a").answer(start + "robots.txt", robots);
    }

    crawl.everywhere(starts).run();

    assertThat(site.robotsAsked).hasSize(2_200);
    assertThat(crawl.files.pages)
        .hasSize(4_400)
        .extracting(Page::usage)
        .containsOnly("Content-Signal: ai-train=no");
  }

  @Test
  void asksForRobotsTxtAgainThatSeemsToComeFromTheFuture() {
    site.page("/");
    crawl.run();
    SavedRobots saved = crawl.store.robots(url("/").toString()).orElseThrow();
    Instant later = TestCrawl.START.plus(Duration.ofDays(3));
    crawl.store = new MemoryStore();
    EventLoop.run(
        () ->
            crawl.store.commit(
                List.of(
                    new Change.RobotsSaved(
                        new SavedRobots(
                            saved.origin(), later, saved.meaning(), saved.why(), saved.body()))),
                new Ends(0, 0)));
    crawl.files = new MemoryFiles();

    crawl.run();

    assertThat(site.robotsAsked).hasSize(2);
  }

  // --- what pages ask for

  @Test
  void asksForNothingThatOnlyNofollowLinksLeadTo() {
    Link nofollow = new Link(url("/a"), false);
    site.answer("/", new Answer.Html(200, "Start", List.of(nofollow), true, false, false, null));

    crawl.run();

    assertThat(site.asked).containsExactly("/");
    assertThat(crawl.state("/a")).isEqualTo(UrlState.NOFOLLOW);
  }

  @Test
  void asksForWhatAnotherLinkAllows() {
    Link nofollow = new Link(url("/a"), false);
    Link follow = new Link(url("/b"), true);
    site.answer(
        "/", new Answer.Html(200, "Start", List.of(nofollow, follow), true, false, false, null));
    site.page("/b", "/a").page("/a");

    crawl.run();

    assertThat(site.asked).containsExactly("/", "/b", "/a");
    assertThat(crawl.state("/a")).isEqualTo(UrlState.FETCHED);
    assertThat(crawl.crawler.tally().count(UrlState.NOFOLLOW)).isZero();
    assertThat(crawl.store.entry(url("/a").toString()).from())
        .isEqualTo(crawl.store.entry(url("/b").toString()).url().id());
  }

  @Test
  void visitsAndFollowsANoindexPageButDoesNotWriteIt() {
    Link next = new Link(url("/a"), true);
    site.answer("/", new Answer.Html(200, "Secret", List.of(next), true, true, false, null));
    site.page("/a");

    crawl.run();

    assertThat(crawl.state("/")).isEqualTo(UrlState.NOINDEX);
    assertThat(crawl.files.pages).extracting(Page::url).containsExactly(url("/a"));
  }

  // --- sitemaps

  @Test
  void readsTheSitemapsOfRobotsTxtAndThoseInThem() {
    site.page("/").page("/hidden").page("/deeper");
    site.text("/robots.txt", "Sitemap: http://site.test/index.xml");
    site.text(
        "/index.xml",
        "<sitemapindex><sitemap><loc>http://site.test/index.xml</loc></sitemap>"
            + "<sitemap><loc>http://site.test/map.txt</loc></sitemap></sitemapindex>");
    site.text("/map.txt", "http://site.test/hidden\nhttp://site.test/deeper\n");

    crawl.run();

    assertThat(site.asked).containsExactly("/", "/index.xml", "/map.txt", "/hidden", "/deeper");
    assertThat(crawl.files.pages).hasSize(3);
    assertThat(crawl.detail("/map.txt")).isEqualTo("a sitemap of 2 pages and 0 sitemaps");
  }

  @Test
  void countsASinglePageAndASingleSitemapInTheSingular() {
    site.page("/").page("/hidden");
    site.text("/robots.txt", "Sitemap: http://site.test/index.xml");
    site.text(
        "/index.xml",
        "<sitemapindex><sitemap><loc>http://site.test/map.txt</loc></sitemap></sitemapindex>");
    site.text("/map.txt", "http://site.test/hidden\n");

    crawl.run();

    assertThat(crawl.detail("/index.xml")).isEqualTo("a sitemap of 0 pages and 1 sitemap");
    assertThat(crawl.detail("/map.txt")).isEqualTo("a sitemap of 1 page and 0 sitemaps");
  }

  @Test
  void aSitemapThatIsBrokenOrNoneIsAFailureThatSaysWhy() {
    site.page("/").page("/hidden");
    site.text(
        "/robots.txt", "Sitemap: http://site.test/broken.xml\nSitemap: http://site.test/none.xml");
    site.text(
        "/broken.xml",
        "<urlset><url><loc>http://site.test/hidden</loc></url>"
            + "<url><loc>http://site.test/?a&b</loc></url></urlset>");
    site.text("/none.xml", "<html></html>");

    crawl.run();

    assertThat(crawl.files.pages).hasSize(2);
    assertThat(crawl.state("/broken.xml")).isEqualTo(UrlState.FAILED);
    assertThat(crawl.detail("/broken.xml"))
        .isEqualTo(
            "a sitemap of 1 page and 0 sitemaps: its XML is broken in line 1;"
                + " what follows was not read");
    assertThat(crawl.state("/none.xml")).isEqualTo(UrlState.FAILED);
    assertThat(crawl.detail("/none.xml")).isEqualTo("it is no sitemap: its XML begins with <html>");
  }

  @Test
  void readsASitemapThatIsElsewhere() {
    site.page("/").page("/hidden").text("/robots.txt", "Sitemap: http://site.test/map.txt");
    site.redirect("/map.txt", "/maps/1.txt").text("/maps/1.txt", "http://site.test/hidden\n");

    crawl.run();

    assertThat(site.asked).containsExactly("/", "/map.txt", "/maps/1.txt", "/hidden");
    assertThat(crawl.detail("/map.txt")).isEqualTo("redirect to http://site.test/maps/1.txt");
  }

  @Test
  void readsNoSitemapIfTheUserDoesNotWantIt() {
    site.page("/").text("/robots.txt", "Sitemap: http://site.test/map.txt");

    crawl.with(new Manners(0, Duration.ZERO, false)).run();

    assertThat(site.asked).containsExactly("/");
  }

  @Test
  void readsAThousandSitemapsAtMostAlsoOverAResume() {
    String nested =
        IntStream.range(0, 2_000)
            .mapToObj("<sitemap><loc>http://site.test/s%d</loc></sitemap>"::formatted)
            .collect(Collectors.joining());
    site.page("/").text("/robots.txt", "Sitemap: http://site.test/index.xml");
    site.text("/index.xml", "<sitemapindex>" + nested + "</sitemapindex>");

    crawl.run();

    assertThat(site.asked).hasSize(1 + 1_000);
    assertThat(crawl.state("/s998")).isEqualTo(UrlState.FAILED);
    assertThat(crawl.state("/s999")).isEqualTo(UrlState.LIMIT);
    assertThat(crawl.detail("/s999")).isEqualTo("more than 1000 sitemaps in one crawl");

    crawl.store = crawl.store.killed();
    crawl.everywhere("/", "http://other.test/");
    site.page("http://other.test/");
    site.text("http://other.test/robots.txt", "Sitemap: http://other.test/map.txt");
    crawl.run();
    assertThat(crawl.state("http://other.test/")).isEqualTo(UrlState.FETCHED);
    assertThat(crawl.state("http://other.test/map.txt")).isEqualTo(UrlState.LIMIT);
  }

  // --- limits

  @Test
  void asksForNothingThatIsTooDeepUnlessAShorterWayIsFound() {
    site.page("/", "/1").page("/1", "/2", "/x").page("/2", "/3").page("/x", "/3");
    CrawlLimits two = new CrawlLimits(100, 2, 2, 1 << 30, 64, Duration.ofSeconds(30));

    crawl.with(two).run();
    assertThat(crawl.state("/3")).isEqualTo(UrlState.LIMIT);
    assertThat(crawl.detail("/3")).isEqualTo("deeper than --max-depth 2");

    crawl.store = new MemoryStore();
    site.page("/x").page("/", "/1", "/far").slow("/far", Duration.ofSeconds(10)).page("/far", "/3");
    crawl.run();
    assertThat(crawl.state("/3")).isEqualTo(UrlState.FETCHED);
  }

  /// Else a crawl that is done would go on for as long as a host that nobody needs wants to be left
  /// alone.
  @Test
  void doesNotWaitForARobotsTxtThatNobodyNeedsAnyMore() {
    site.page("/", "http://busy.test/", "/a").page("/a", "/b").page("/b");
    site.answer("http://busy.test/robots.txt", new Answer.StatusOnly(429, "590"));
    CrawlLimits two = new CrawlLimits(2, 50, 2, 1 << 30, 64, Duration.ofSeconds(30));

    crawl.with(two).everywhere("/").run();

    assertThat(crawl.files.pages).hasSize(2);
    assertThat(crawl.took).isLessThan(Duration.ofSeconds(10));
    assertThat(crawl.state("http://busy.test/")).isEqualTo(UrlState.LIMIT);
  }

  @Test
  void countsNoSitemapAsAPage() {
    site.page("/").text("/robots.txt", "Sitemap: http://site.test/map.txt\nSitemap: /none.txt");
    site.text("/map.txt", "http://site.test/");

    crawl.run();

    assertThat(crawl.crawler.tally().visited()).isEqualTo(1);
    assertThat(crawl.state("/map.txt")).isEqualTo(UrlState.FETCHED);
    assertThat(crawl.state("/none.txt")).isEqualTo(UrlState.FAILED);
    assertThat(crawl.detail("/none.txt")).isEqualTo("no sitemap: status 404");
  }

  /// The host has waited for its time, so the second is sent at once.
  @Test
  void aRequestThatWasLostOnTheWayIsLoggedBesideTheNext() {
    site.page("/", "/a").page("/a").lost("/a");
    crawl.run();

    List<RequestRecord> both =
        crawl.files.requests.stream().filter(request -> request.url().endsWith("/a")).toList();
    assertThat(both).extracting(RequestRecord::status).containsExactly(0, 200);
    RequestRecord lost = both.getFirst();
    assertThat(both.getLast().at()).isEqualTo(lost.at().plus(lost.took()));
    assertThat(both.getLast().allowed()).isEqualTo(lost.allowed());
    assertThat(crawl.state("/a")).isEqualTo(UrlState.FETCHED);
  }
}
