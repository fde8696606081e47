package dev.baton.scraper;

import static dev.baton.scraper.FakeSite.html;
import static dev.baton.scraper.FakeSite.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.program.CannotWriteException;
import dev.baton.testing.Exploration;
import dev.baton.testing.Explorer;
import dev.baton.testkit.Nightly;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A crawler with its frontier under the explorer, on a site whose pages all link to each other and
/// whose answers all come at the same time. Files and store take a moment for each group.
class CrawlerEverywhereTest {
  private static final int ORDERS = Nightly.amount(300, 10_000);
  private static final int CANCELLED_ORDERS = Nightly.amount(2, 100);

  private static final String OTHER = "http://other.test/";
  private static final String[] PATHS = {"/", "/a", "/b", "/c", "/d"};

  @Test
  void visitsAndWritesEachPageOnceInEveryOrder() {
    Exploration found =
        Explorer.random(ORDERS)
            .check(
                () -> {
                  Scene scene = new Scene(0);
                  scene.play();
                  assertThat(scene.site.asked)
                      .containsExactlyInAnyOrder("/", "/a", "/b", "/c", "/d", "/old");
                  assertThat(scene.files.pages).hasSize(6);
                  assertThat(scene.store.ends()).isEqualTo(scene.files.ends());
                });

    Nightly.figure("crawler, random orders: " + found);
  }

  @Test
  void endsWhoeverIsCancelled() {
    Exploration found =
        Explorer.random(CANCELLED_ORDERS).cancelEverywhere().check(() -> new Scene(0).play());

    Nightly.figure("crawler, cancelled everywhere: " + found);
  }

  /// Two hosts of strangers, each with a robots.txt, a refusal, and ways from one to the other.
  @Test
  void asksTwoHostsPolitelyInEveryOrder() {
    Explorer.random(ORDERS)
        .check(
            () -> {
              TestCrawl crawl = twoHosts();
              crawl.crawlHere();
              assertThat(crawl.site.asked)
                  .containsExactlyInAnyOrder(
                      "/", "/busy", "/busy", "/to-other", OTHER, OTHER + "a", OTHER + "b");
              assertThat(crawl.state("/private")).isEqualTo(UrlState.FORBIDDEN);
              assertThat(crawl.state(OTHER + "b")).isEqualTo(UrlState.FETCHED);
              assertThat(crawl.files.pages).hasSize(6);
            });
  }

  @Test
  void endsACrawlOfTwoHostsWhoeverIsCancelled() {
    Explorer.random(CANCELLED_ORDERS).cancelEverywhere().check(() -> twoHosts().crawlHere());
  }

  private static TestCrawl twoHosts() {
    TestCrawl crawl = new TestCrawl().everywhere("/");
    FakeSite site = crawl.site;
    site.text("/robots.txt", "User-agent: *\nDisallow: /private");
    site.page("/", "/busy", "/to-other", "/private", OTHER + "a");
    site.answer("/busy", new Answer.StatusOnly(429, "3"), html(200, "Busy", List.of(), true));
    site.redirect("/to-other", OTHER);
    site.page(OTHER, OTHER + "a", "/").page(OTHER + "a", OTHER + "b", "/private");
    site.page(OTHER + "b");
    return crawl;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void endsWhicheverGroupCannotBeWritten(int group) {
    Explorer.random(ORDERS / 6)
        .check(
            () -> {
              Scene scene = new Scene(group);
              try {
                scene.play();
                throw new AssertionError("the failure was lost");
              } catch (CannotWriteException full) {
                assertThat(full).hasMessageContaining("pages");
              }
            });
  }

  private static final class Scene {
    final FakeSite site = new FakeSite();
    final MemoryFiles files;
    final MemoryStore store = new MemoryStore(Duration.ofNanos(1));

    private final Crawler crawler;

    /// @param failing which group of pages cannot be written, from 1; 0: none
    Scene(int failing) {
      files = new MemoryFiles(Duration.ofNanos(1), failing);
      for (String path : PATHS) {
        site.page(path, Stream.concat(Stream.of(PATHS), Stream.of("/old")).toArray(String[]::new));
      }
      site.redirect("/old", "/a");
      crawler = new Crawler(settings(100, 2), store, files, site, _ -> {}, () -> Instant.EPOCH);
    }

    @Suspends
    void play() throws CannotWriteException {
      try {
        crawler.run();
      } finally {
        check();
      }
    }

    private void check() {
      assertThat(EventLoop.running().allTasks()).as("tasks that are left").hasSize(1);
      assertThat(site.inFlight).as("requests that are left").isZero();
      assertThat(crawler.inFlight()).as("permits that are not given back").isZero();
      assertThat(site.asked).doesNotHaveDuplicates();
      assertThat(files.pages).extracting(Page::url).doesNotHaveDuplicates();
      assertThat(store.ends().pages()).isLessThanOrEqualTo(files.pages.size());
      assertThat(store.entries().stream().filter(entry -> entry.pageEnd() > 0))
          .as("pages that the store counts as written")
          .hasSize((int) store.ends().pages());
    }
  }
}
