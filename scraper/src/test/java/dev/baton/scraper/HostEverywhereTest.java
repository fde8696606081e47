package dev.baton.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.scraper.UrlRecord.Kind;
import dev.baton.testing.Explorer;
import dev.baton.testkit.Nightly;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A host's queue whose window holds two URLs, under the explorer: three tasks take from it and add
/// to it, and each read of the store takes a moment.
class HostEverywhereTest {
  private static final int ORDERS = Nightly.amount(300, 10_000);
  private static final int CANCELLED_ORDERS = Nightly.amount(2, 100);
  private static final int URLS = 9;

  @Test
  void givesEachOnceInEveryOrder() {
    Explorer.random(ORDERS)
        .check(
            () -> {
              Scene scene = new Scene();
              scene.play();
              assertThat(scene.taken).hasSize(URLS).doesNotHaveDuplicates();
              assertThat(scene.host.waiting()).isZero();
            });
  }

  @Test
  void givesNoneTwiceWhoeverIsCancelled() {
    Explorer.random(CANCELLED_ORDERS)
        .cancelEverywhere()
        .check(
            () -> {
              Scene scene = new Scene();
              try {
                scene.play();
              } finally {
                assertThat(scene.taken).doesNotHaveDuplicates();
              }
            });
  }

  private static final class Scene {
    final Host host =
        new Host(
            1,
            "site.test",
            2,
            new HostPace(true, Duration.ZERO, TestCrawl.START),
            new WindowSpace(2));
    final List<Long> taken = new ArrayList<>();
    private final TreeMap<Long, UrlRecord> stored = new TreeMap<>();
    private long next = 1;

    @Suspends
    void play() {
      for (int i = 0; i < 5; i++) {
        add();
      }
      TaskGroup.run(
          group -> {
            for (int i = 0; i < 3; i++) {
              group.spawn(this::work);
            }
          });
      work(); // what was added when the others had ended
    }

    @Suspends
    private void work() {
      for (UrlRecord url; (url = host.take(this::read)) != null; ) {
        stored.remove(url.id());
        taken.add(url.id());
        Async.yieldNow();
        if (next <= URLS) {
          add();
        }
      }
    }

    private void add() {
      UrlRecord url =
          new UrlRecord(
              next, "http://site.test/" + next, 1, Kind.PAGE, 0, 0, UrlState.PENDING, 0, 0);
      stored.put(next, url);
      next++;
      host.add(url);
    }

    @Suspends
    private List<UrlRecord> read(Host of, long after, int most) {
      Async.yieldNow();
      List<UrlRecord> found = stored.tailMap(after, false).values().stream().limit(most).toList();
      Async.yieldNow();
      return found;
    }
  }
}
