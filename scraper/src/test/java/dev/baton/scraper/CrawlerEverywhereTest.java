package dev.baton.scraper;

import static dev.baton.scraper.FakeSite.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.scraper.output.JsonLines;
import dev.baton.sync.Lock;
import dev.baton.testing.Exploration;
import dev.baton.testing.Explorer;
import dev.baton.testkit.Nightly;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A crawler with its frontier under the explorer, on a site whose pages all link to each other and
/// whose answers all come at the same time. The sink takes a page at a time, and a moment for each.
class CrawlerEverywhereTest {
  private static final int ORDERS = Nightly.amount(300, 10_000);
  private static final int CANCELLED_ORDERS = Nightly.amount(2, 100);

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
                  assertThat(scene.written).hasSize(6);
                });

    Nightly.figure("crawler, random orders: " + found);
  }

  @Test
  void endsWhoeverIsCancelled() {
    Exploration found =
        Explorer.random(CANCELLED_ORDERS).cancelEverywhere().check(() -> new Scene(0).play());

    Nightly.figure("crawler, cancelled everywhere: " + found);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void endsWhicheverPageCannotBeWritten(int page) {
    Explorer.random(ORDERS / 6)
        .check(
            () -> {
              Scene scene = new Scene(page);
              try {
                scene.play();
                throw new AssertionError("the failure was lost");
              } catch (ExceptionGroup failure) {
                assertThat(failure.onlyOf(DiskFullException.class)).isPresent();
              }
              assertThat(scene.written).hasSize(page - 1);
            });
  }

  private static final class DiskFullException extends RuntimeException {}

  private static final class Scene {
    final FakeSite site = new FakeSite();
    final List<String> written = new ArrayList<>();

    private final Lock disk = new Lock("disk");
    private final int failing;
    private final Crawler crawler;

    /// @param failing which page cannot be written, from 1; 0: none
    Scene(int failing) {
      this.failing = failing;
      for (String path : PATHS) {
        site.page(path, Stream.concat(Stream.of(PATHS), Stream.of("/old")).toArray(String[]::new));
      }
      site.redirect("/old", "/a");
      crawler = new Crawler(settings(100, 2), site, this::write);
    }

    @Suspends
    void play() {
      try {
        crawler.run();
      } finally {
        check();
      }
    }

    @Suspends
    private void write(Page page) {
      try (var _ = disk.acquire()) {
        Async.yieldNow();
        if (written.size() + 1 == failing) {
          throw new DiskFullException();
        }
        written.add(JsonLines.line(page));
      }
    }

    private void check() {
      assertThat(EventLoop.running().allTasks()).as("tasks that are left").hasSize(1);
      assertThat(site.inFlight).as("requests that are left").isZero();
      assertThat(crawler.inFlight()).as("permits that are not given back").isZero();
      assertThat(site.asked).doesNotHaveDuplicates();
      assertThat(written).doesNotHaveDuplicates();
      assertThat(crawler.tally().pages()).isLessThanOrEqualTo(written.size());
    }
  }
}
