package dev.baton.scraper;

import static dev.baton.scraper.FakeSite.settings;
import static dev.baton.scraper.FakeSite.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.Task;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Shortage;
import dev.baton.testing.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The algorithm, in virtual time and without a network.
@Timeout(120)
class CrawlerTest {
  private static final Instant START = Instant.parse("2026-11-29T10:00:00Z");

  private final FakeSite site = new FakeSite();
  private MemoryStore store = new MemoryStore();
  private MemoryFiles files = new MemoryFiles();
  private List<Page> pages = files.pages;
  private final List<String> notices = new ArrayList<>();

  @Test
  void visitsEachPageOnceAlthoughAllLinkToEachOther() {
    String[] all = {"/", "/a", "/b", "/c"};
    for (String path : all) {
      site.page(path, all);
    }

    crawl(settings(100, 3));

    assertThat(site.asked).containsExactlyInAnyOrder(all);
    assertThat(pages).extracting(page -> page.url().encodedPath()).containsExactlyInAnyOrder(all);
  }

  @Test
  void visitsInTheOrderOfTheLinksWithOneRequestAtATime() {
    site.page("/", "/a", "/b").page("/a", "/a1", "/a2").page("/b", "/b1");

    crawl(settings(100, 1));

    assertThat(site.asked).containsExactly("/", "/a", "/b", "/a1", "/a2", "/b1");
  }

  @Test
  void endsWithTheOnlyPage() {
    site.page("/");

    crawl(settings(100, 4));

    assertThat(pages).hasSize(1);
  }

  @Test
  void visitsExactlyAsManyPagesAsAllowed() {
    IntStream.range(0, 50).forEach(i -> site.page("/" + i, "/" + (i + 1), "/" + (i + 2)));
    site.page("/", "/0");

    Crawler crawler = crawl(settings(20, 4));

    assertThat(site.asked).hasSize(20).doesNotHaveDuplicates();
    assertThat(crawler.tally().count(UrlState.LIMIT)).isEqualTo(2);
  }

  @Test
  void aSiteThatJustFitsIsNotCut() {
    site.page("/", "/a").page("/a", "/");

    Crawler crawler = crawl(settings(2, 4));

    assertThat(pages).hasSize(2);
    assertThat(crawler.tally().count(UrlState.LIMIT)).isZero();
  }

  @Test
  void asksAsOftenAtOnceAsAllowedAndNoMore() {
    site.page("/", IntStream.range(0, 40).mapToObj(i -> "/" + i).toArray(String[]::new));

    crawl(settings(100, 5));

    assertThat(site.asked).hasSize(41);
    assertThat(site.mostInFlight).isEqualTo(5);
  }

  @Test
  void waitsForSlowFilesInsteadOfGatheringPages() throws Exception {
    String[] all = IntStream.range(0, 2_000).mapToObj(i -> "/" + i).toArray(String[]::new);
    site.page("/", all);
    for (String path : all) {
      site.page(path, Arrays.copyOf(all, 100));
    }
    MemoryFiles slow = new MemoryFiles(Duration.ofHours(1));

    inVirtualTime(
        () -> {
          Task<Void> crawl = Async.spawn(crawler(settings(10_000, 50), site, slow)::run);
          Async.sleep(Duration.ofHours(2));
          assertThat(site.asked).hasSizeLessThan(2 * 20_000 / 100 + 200);
          crawl.await();
        });

    assertThat(slow.pages).hasSize(2_001);
  }

  @Test
  void givesUpAPageThatTakesTooLongAndGoesOn() {
    site.page("/", "/stuck", "/fine").page("/fine").slow("/stuck", Duration.ofDays(1));

    crawl(settings(100, 1));

    assertThat(page("/stuck").answer())
        .isEqualTo(new Answer.Failed(0, Problem.NO_ANSWER, "took longer than 30s"));
    assertThat(page("/stuck").took()).isEqualTo(Duration.ofSeconds(30));
    assertThat(page("/fine").answer().status()).isEqualTo(200);
    assertThat(site.inFlight).isZero();
  }

  @Test
  void timeInTheQueueDoesNotCountAsThePagesOwn() {
    site.page("/", "/a", "/b", "/c");
    for (String path : List.of("/a", "/b", "/c")) {
      site.page(path).slow(path, Duration.ofSeconds(29));
    }

    crawl(settings(100, 1));

    assertThat(pages).allSatisfy(page -> assertThat(page.answer().error()).isNull());
  }

  @Test
  void aRequestThatFailsIsAPageWithAnError() {
    Fetcher broken =
        FakeSite.pages(_ -> new Answer.Failed(0, Problem.NO_ANSWER, "the wire is cut"));

    Crawler crawler = run(crawler(settings(100, 4), broken, files));

    assertThat(pages)
        .singleElement()
        .extracting(Page::answer)
        .isEqualTo(new Answer.Failed(0, Problem.NO_ANSWER, "the wire is cut"));
    assertThat(crawler.startProblem())
        .hasValue(
            "start page http://site.test/ could not be fetched: the wire is cut;"
                + " check the URL and the server");
  }

  @Test
  void aBugEndsTheCrawlInsteadOfLeavingItWaiting() {
    Fetcher buggy =
        FakeSite.pages(
            _ -> {
              throw new IllegalStateException("a bug");
            });

    assertThatThrownBy(() -> run(crawler(settings(100, 4), buggy, files)))
        .isInstanceOf(ExceptionGroup.class)
        .hasMessageContaining("a bug");
  }

  /// It is no trouble of the host.
  @Test
  void aShortageOfOurOwnEndsTheCrawlAndBlamesNoHost() {
    Fetcher poor =
        FakeSite.pages(
            _ -> {
              throw new ShortageException(Shortage.FILES);
            });

    assertThatThrownBy(() -> run(crawler(settings(100, 4), poor, files)))
        .isInstanceOf(ShortageException.class)
        .hasMessage(
            "too many open files; raise ulimit -n, or ask for less at once with --own-site or"
                + " --concurrency");
    assertThat(pages).isEmpty();
    assertThat(store.entry(FakeSite.ROOT + "/").url().state()).isEqualTo(UrlState.ASKED);
    assertThat(store.hosts()).allMatch(host -> host.failures() == 0);
  }

  @Test
  void cancellingItCancelsTheRequestsWhichAreLogged() {
    site.page("/", "/a", "/b", "/c");
    List.of("/a", "/b", "/c").forEach(path -> site.slow(path, Duration.ofSeconds(20)));
    Crawler crawler = crawler(settings(100, 3), site, files);

    inVirtualTime(
        () -> {
          Task<Void> crawl = Async.spawn(crawler::run);
          Async.sleep(Duration.ofSeconds(10));
          assertThat(site.inFlight).isEqualTo(3);

          crawl.cancel();

          assertThatThrownBy(crawl::await).isInstanceOf(CancelledError.class);
          assertThat(site.inFlight).isZero();
          assertThat(pages).hasSize(1);
          assertThat(store.entry(FakeSite.ROOT + "/a").url().state()).isEqualTo(UrlState.ASKED);
          assertThat(files.requests).extracting(RequestRecord::status).endsWith(0, 0, 0);
        });
  }

  @Test
  void aRedirectIsAPageAndSoIsItsTarget() {
    site.page("/", "/old", "/new").redirect("/old", "/new").page("/new");

    crawl(settings(100, 4));

    assertThat(site.asked).containsExactlyInAnyOrder("/", "/old", "/new");
    assertThat(page("/old").answer().targets()).containsExactly(url("/new"));
    assertThat(page("/old").answer().error()).isNull();
  }

  @Test
  void aRedirectToAnotherSiteIsNotFollowed() {
    site.page("/", "/away").redirect("/away", "http://other.test/");

    Crawler crawler = crawl(settings(100, 4));

    assertThat(site.asked).containsExactly("/", "/away");
    assertThat(page("/away").answer().error()).isNull();
    assertThat(crawler.startProblem()).isEmpty();
  }

  @Test
  void theRedirectThatClosesARingIsAnError() {
    site.page("/", "/a").redirect("/a", "/b").redirect("/b", "/c").redirect("/c", "/a");

    crawl(settings(100, 4));

    assertThat(page("/c").answer())
        .isEqualTo(
            new Answer.Failed(
                302,
                Problem.BAD_ANSWER,
                "redirect loop: it leads back to itself by way of http://site.test/a"));
    assertThat(page("/b").answer().error()).isNull();
    assertThat(site.asked).hasSize(4);
  }

  @Test
  void endlessRedirectsEndAfterTwenty() {
    IntStream.range(0, 50).forEach(i -> site.redirect("/" + i, "/" + (i + 1)));
    site.page("/", "/0");

    crawl(settings(100, 4));

    assertThat(page("/20").answer().error()).isEqualTo("more than 20 redirects in a row");
    assertThat(site.asked).hasSize(22);
  }

  @Test
  void aStartPageThatIsElsewhereOnTheSiteIsFound() {
    site.redirect("/", "/home").page("/home", "/a");

    Crawler crawler = crawl(settings(100, 4));

    assertThat(crawler.startProblem()).isEmpty();
    assertThat(site.asked).containsExactly("/", "/home", "/a");
  }

  @Test
  void saysWhatIsWrongWithTheStartPage() {
    assertThat(problemOfStart(new Answer.StatusOnly(404)))
        .isEqualTo("the server answered with status 404; check the URL and the server");
    assertThat(problemOfStart(new Answer.Redirect(301, url("http://other.test/x"))))
        .isEqualTo("it redirects to another site; to crawl that one, start at http://other.test/x");
    assertThat(problemOfStart(new Answer.Redirect(301, url("/"))))
        .isEqualTo(
            "redirect loop: it leads back to itself by way of http://site.test/;"
                + " check the URL and the server");
  }

  private String problemOfStart(Answer answer) {
    site.answer("/", answer);
    String problem = crawlAnew().startProblem().orElseThrow();
    return problem.substring("start page http://site.test/ could not be fetched: ".length());
  }

  @Test
  void saysWhyTheStartPageIsAllThereIs() {
    assertThat(deadEndOf(html())).isEqualTo("it has no links to other pages");
    assertThat(deadEndOf(html("http://other.test/x")))
        .isEqualTo(
            "its only link leads to another site; to crawl that one, start at http://other.test/x");
    assertThat(deadEndOf(html("http://other.test/x", "https://site.test:1/")))
        .isEqualTo(
            "all its 2 links lead to other sites; to crawl one of them, start there, such as at"
                + " http://other.test/x");
    assertThat(deadEndOf(new Answer.NotHtml(200, "image/png", false)))
        .isEqualTo("it is not HTML but image/png");
    assertThat(deadEndOf(new Answer.NotHtml(200, "", false)))
        .isEqualTo("the server does not say what it is, and it does not look like HTML");
  }

  private String deadEndOf(Answer answer) {
    site.answer("/", answer);
    Crawler crawler = crawlAnew();
    assertThat(crawler.startProblem()).isEmpty();
    String sentence = crawler.deadEnd().orElseThrow();
    return sentence.substring("the crawl ended with start page http://site.test/: ".length());
  }

  @Test
  void saysNoReasonWhileUrlsWait() {
    site.page("/", "/a");
    Crawler crawler = crawler(settings(100, 4), site, files);
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () -> {
              Task<Void> crawl = Async.spawn(crawler::run);
              while (crawler.tally().visited() == 0) {
                Async.sleep(Duration.ofMillis(1));
              }
              crawl.cancel();
            });
    assertThat(crawler.tally().visited()).isEqualTo(1);
    assertThat(crawler.deadEnd()).isEmpty();
  }

  private static Answer html(String... links) {
    return FakeSite.html(200, null, Arrays.stream(links).map(FakeSite::url).toList(), true);
  }

  @Test
  void saysWhyARedirectedStartPageIsAllThereIs() {
    site.redirect("/", "/home").page("/home", "/");

    assertThat(crawl(settings(100, 4)).deadEnd())
        .hasValue(
            "the crawl ended with start page http://site.test/home: it has links only to pages that"
                + " lead to it");
  }

  @Test
  void saysNothingOfACrawlThatWasStopped() {
    site.page("/", "/a").slow("/a", Duration.ofSeconds(20));
    Crawler crawler = crawler(settings(100, 4), site, files);

    inVirtualTime(
        () -> {
          Task<Void> crawl = Async.spawn(crawler::run);
          Async.sleep(Duration.ofSeconds(10));
          crawl.cancel();
          assertThatThrownBy(crawl::await).isInstanceOf(CancelledError.class);
        });

    assertThat(pages).hasSize(1);
    assertThat(crawler.deadEnd()).isEmpty();
  }

  @Test
  void saysNothingOfACrawlThatHasFoundMoreOrWasToFindNoMore() {
    site.page("/", "/a", "http://other.test/");

    assertThat(crawl(settings(100, 4)).deadEnd()).isEmpty();
    store = new MemoryStore();
    assertThat(crawl(settings(1, 4)).deadEnd()).isEmpty();
  }

  @Test
  void aBrokenPageElsewhereIsNoProblemOfTheStartPage() {
    site.page("/", "/missing");

    Crawler crawler = crawl(settings(100, 4));

    assertThat(crawler.startProblem()).isEmpty();
    assertThat(crawler.tally().statuses()).containsExactly(entry(200, 1), entry(404, 1));
  }

  @Test
  void countsWhatHasNoPageApart() {
    site.page("/", "/empty", "/same", "/picture", "/missing");
    site.answer("/empty", new Answer.StatusOnly(204)).answer("/same", new Answer.StatusOnly(304));
    site.answer("/picture", new Answer.NotHtml(200, "image/png", false));

    Tally tally = crawl(settings(100, 4)).tally();

    assertThat(tally.count(UrlState.FETCHED)).isEqualTo(4);
    assertThat(tally.count(UrlState.TYPE)).isEqualTo(1);
    assertThat(tally.statuses())
        .containsExactly(entry(200, 2), entry(204, 1), entry(304, 1), entry(404, 1));
  }

  private Crawler crawlAnew() {
    store = new MemoryStore();
    return crawl(settings(100, 4));
  }

  private Crawler crawl(CrawlSettings settings) {
    return run(crawler(settings, site, files));
  }

  private Crawler crawler(CrawlSettings settings, Fetcher fetcher, MemoryFiles into) {
    return new Crawler(settings, store, into, fetcher, notices::add, () -> START);
  }

  private static Crawler run(Crawler crawler) {
    try {
      inVirtualTime(crawler::run);
    } catch (CannotWriteException impossible) {
      throw new AssertionError(impossible);
    }
    return crawler;
  }

  private static <X extends Exception> void inVirtualTime(Action<X> main) throws X {
    EventLoop.builder().clock(new VirtualClock()).run(main);
  }

  private Page page(String path) {
    return pages.stream().filter(page -> page.url().equals(url(path))).findFirst().orElseThrow();
  }
}
