package dev.baton.scraper;

import static dev.baton.scraper.FakeSite.html;
import static dev.baton.scraper.FakeSite.url;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.ReturnWhen;
import dev.baton.Task;
import dev.baton.program.CannotWriteException;
import dev.baton.testing.VirtualClock;
import dev.baton.testkit.Nightly;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Never loses work: a crawl that is killed at any moment goes on where it was.
@Timeout(300)
class ResumeTest {
  private static final int KILLS = Nightly.amount(200, 5_000);

  private final FakeSite site = new FakeSite();
  private MemoryStore store = new MemoryStore(Duration.ofMillis(7));
  private MemoryFiles files = new MemoryFiles(Duration.ofMillis(5));

  /// What every run has asked for.
  private final List<String> asked = new ArrayList<>();

  private Instant now = TestCrawl.START;

  @Test
  void losesNoPageAndWritesNoneTwiceWhereverItIsKilled() {
    Set<String> all = tangle(60);
    Random random = new Random(7);
    for (int kill = 0; kill < KILLS; kill++) {
      store = new MemoryStore(Duration.ofMillis(7));
      files = new MemoryFiles(Duration.ofMillis(5));
      runFor(Duration.ofMillis(random.nextInt(9_000)), 3);
      runFor(Duration.ofMillis(random.nextInt(9_000)), 3);
      run(3);

      assertThat(files.pages).extracting(page -> page.url().toString()).doesNotHaveDuplicates();
      assertThat(paths(files.pages)).isEqualTo(all);
      assertThat(store.entries())
          .allSatisfy(entry -> assertThat(entry.url().state()).isEqualTo(UrlState.FETCHED));
    }
  }

  @Test
  void asksOnceMoreOnlyForWhatWasUnderWay() {
    Set<String> all = tangle(60);

    Crawler first = runFor(Duration.ofSeconds(2), 3);
    int inFlight = first.inFlight();
    Crawler second = run(3);

    assertThat(inFlight).isZero(); // it was cancelled
    assertThat(second.askedAgain()).isBetween(1, 3);
    assertThat(site.asked).hasSize(all.size() + second.askedAgain());
  }

  @Test
  void onesOwnSiteIsAskedForAsMuchAtOnceAsBefore() {
    site.page("/", "/a", "/b", "/c").page("/a").page("/b").page("/c");
    List.of("/a", "/b", "/c").forEach(path -> site.slow(path, Duration.ofSeconds(20)));
    runFor(Duration.ofSeconds(10), 3);
    site.mostInFlight = 0;

    run(3);

    assertThat(site.mostInFlight).isEqualTo(3);
  }

  @Test
  void aStrangerIsNotAskedSoonerBecauseTheCrawlWasStopped() {
    site.page("/", "/a").answer("/a", new Answer.StatusOnly(429, "300"), html());
    runFor(Duration.ofSeconds(1), 0);
    assertThat(site.asked).containsExactly("/", "/a");
    now = now.plusSeconds(60);

    run(0);

    RequestRecord again = files.requests.getLast();
    assertThat(Duration.between(TestCrawl.START, again.at()).toMillis())
        .isEqualTo(400 + 100 + 300_000);
    assertThat(again.why()).isEqualTo("Retry-After 5m");
  }

  @Test
  void waitsAsLongAsCrawlDelaySaysForWhatNobodyKnowsToBeSent() {
    site.page("/", "/a").page("/a").slow("/a", Duration.ofSeconds(5));
    site.text("/robots.txt", "User-agent: *\nCrawl-delay: 20");
    runFor(Duration.ofSeconds(22), 0); // "/a" was sent at 20.3 s and had no answer
    assertThat(site.asked).containsExactly("/", "/a");
    now = now.plusSeconds(23);

    run(0);

    RequestRecord again = files.requests.getLast();
    assertThat(Duration.between(TestCrawl.START, again.at())).isEqualTo(Duration.ofSeconds(43));
    assertThat(again.why()).isEqualTo("the crawl was stopped before");
  }

  @Test
  void aHostThatWasGivenUpStaysSo() {
    site.page("/", "/a", "/b").answer("/a", new Answer.StatusOnly(503, "3600"));
    run(0);

    run(0);

    assertThat(site.asked).containsExactly("/", "/a");
    assertThat(store.entry(url("/b").toString()).url().state()).isEqualTo(UrlState.HOST_GIVEN_UP);
  }

  @Test
  void watchesTheStartPageAtTheEndOfItsRedirects() {
    site.redirect("/", "/home").answer("/home", new Answer.StatusOnly(404));
    runFor(Duration.ofMillis(350), 0);
    assertThat(site.asked).containsExactly("/");

    Crawler second = run(0);

    assertThat(second.startProblem())
        .hasValue(
            "start page http://site.test/home could not be fetched: the server answered with"
                + " status 404; check the URL and the server");
    assertThat(run(0).startProblem())
        .hasValue(
            "start page http://site.test/home could not be fetched: status 404, before this run;"
                + " explain says why");
  }

  @Test
  void keepsRobotsTxt() {
    site.page("/", "/a", "/b").page("/a").page("/b");
    site.text("/robots.txt", "User-agent: *\nDisallow: /b");
    runFor(Duration.ofMillis(350), 0);
    now = now.plusSeconds(1);

    run(0);

    assertThat(site.robotsAsked).hasSize(1);
    assertThat(store.robotsRead()).isEqualTo(1);
    assertThat(store.entry(url("/b").toString()).url().state()).isEqualTo(UrlState.FORBIDDEN);
  }

  @Test
  void readsNoRobotsTxtThatIsNotNeeded() {
    site.page("/").text("/robots.txt", "User-agent: *\nDisallow: /b");
    run(0);
    now = now.plusSeconds(1);

    run(0);

    assertThat(site.asked).containsExactly("/");
    assertThat(store.robotsRead()).isZero();
  }

  @Test
  void letsOthersRunWhileItTakesWhatIsKnown() {
    store = new MemoryStore();
    List<Change> known = new ArrayList<>();
    for (int id = 1; id <= 5_000; id++) {
      String url = url(id == 1 ? "/" : "/" + id).toString();
      UrlRecord record =
          new UrlRecord(id, url, 1, UrlRecord.Kind.PAGE, 1, 0, UrlState.FETCHED, 0, 200);
      known.add(new Change.Found(record, 0, null));
    }
    EventLoop.run(() -> store.commit(known, new Ends(0, 0)));
    int[] turns = {0};
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () -> {
              Task<Void> crawl = Async.spawn(() -> attempt(crawler(CrawlLimits.usual(), 0)));
              for (; !crawl.isDone(); turns[0]++) {
                Async.yieldNow();
              }
            });

    assertThat(turns[0]).isGreaterThan(5_000 / 200);
  }

  /// The ring is the same for a process that has not seen all of it.
  @Test
  void noticesARingOfRedirectsWhereverItIsKilled() {
    for (int millis = 0; millis < 1_500; millis += 50) {
      store = new MemoryStore(Duration.ofMillis(7));
      files = new MemoryFiles(Duration.ofMillis(5));
      site.page("/", "/a", "/b", "/c").redirect("/a", "/b").redirect("/b", "/c");
      site.redirect("/c", "/a");
      runFor(Duration.ofMillis(millis), 0);

      run(0);

      assertThat(store.entries())
          .as("killed after %d ms", millis)
          .filteredOn(entry -> entry.url().state() == UrlState.FAILED)
          .singleElement()
          .satisfies(entry -> assertThat(entry.detail()).startsWith("redirect loop"));
    }
  }

  @Test
  void countsPagesOfAllRuns() {
    tangle(60);
    runFor(Duration.ofSeconds(2), 3);
    int before = files.pages.size();
    CrawlLimits limits = new CrawlLimits(before + 5, 50, 2, 1 << 30, 64, Duration.ofSeconds(30));

    EventLoop.builder().clock(new VirtualClock()).run(() -> attempt(crawler(limits, 3)));

    assertThat(files.pages).hasSize(before + 5);
  }

  @Test
  void aCrawlThatHasEndedHasNothingToDo() {
    Set<String> all = tangle(20);
    run(3);

    run(3);

    assertThat(site.asked).hasSize(all.size());
    assertThat(files.pages).hasSize(all.size());
  }

  // --- runs

  private Answer html() {
    return FakeSite.html(200, "Page", List.of(), true);
  }

  /// Pages that link to each other at random, and are all reached.
  private Set<String> tangle(int pages) {
    Random random = new Random(pages);
    Set<String> all = new TreeSet<>();
    for (int i = 0; i < pages; i++) {
      String path = i == 0 ? "/" : "/" + i;
      all.add(path);
      List<HttpUrl> links = new ArrayList<>();
      links.add(url("/" + (i + 1) % pages).resolve(i + 1 == pages ? "/" : "/" + (i + 1)));
      for (int j = 0; j < 3; j++) {
        links.add(url("/" + (1 + random.nextInt(pages - 1))));
      }
      site.answer(path, FakeSite.html(200, path, links, true));
      site.slow(path, Duration.ofMillis(20 + random.nextInt(200)));
    }
    return all;
  }

  private static Set<String> paths(List<Page> pages) {
    return pages.stream()
        .map(page -> page.url().encodedPath())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Crawler crawler(CrawlLimits limits, int connections) {
    CrawlSettings settings =
        FakeSite.settings(limits, new Manners(connections, Duration.ZERO, true));
    return new Crawler(settings, store, files, site, _ -> {}, () -> now);
  }

  private Crawler run(int connections) {
    Crawler crawler = crawler(CrawlLimits.usual(), connections);
    EventLoop.builder().clock(new VirtualClock()).run(() -> attempt(crawler));
    return crawler;
  }

  private static void attempt(Crawler crawler) {
    try {
      crawler.run();
    } catch (CannotWriteException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /// Runs it for so long and kills it: what is not committed then is gone.
  private Crawler runFor(Duration time, int connections) {
    Crawler crawler = crawler(CrawlLimits.usual(), connections);
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () -> {
              Task<Void> crawl = Async.spawn(() -> attempt(crawler));
              Async.wait(List.of(crawl), ReturnWhen.ALL_COMPLETED, time);
              MemoryStore left = store.killed();
              MemoryFiles leftFiles = files.recovered(left.ends());
              crawl.cancel();
              try {
                crawl.awaitThrowing(RuntimeException.class);
              } catch (CancelledError | StoreException dead) {
                // as it should be
              }
              store = left;
              files = leftFiles;
            });
    return crawler;
  }
}
