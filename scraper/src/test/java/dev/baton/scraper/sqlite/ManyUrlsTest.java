package dev.baton.scraper.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.scraper.Change;
import dev.baton.scraper.CrawlStore;
import dev.baton.scraper.Ends;
import dev.baton.scraper.UrlRecord;
import dev.baton.scraper.UrlRecord.Kind;
import dev.baton.scraper.UrlState;
import dev.baton.sql.Sqlite;
import dev.baton.testkit.Nightly;
import dev.baton.testkit.Nightly.Measurement;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// However many URLs are known, a commit costs the same.
class ManyUrlsTest {
  private static final int HOSTS = 20;
  private static final Ends NONE = new Ends(0, 0);

  @TempDir private Path folder;

  private long found;
  private long done;

  private Change find() {
    long id = ++found;
    String url = "http://host%d.example/docs/%x/page-%d".formatted(id % HOSTS, id * 77, id);
    return new Change.Found(
        new UrlRecord(id, url, 1 + (int) (id % HOSTS), Kind.PAGE, 3, 0, UrlState.PENDING, 0, 0),
        Math.max(0, id - 40),
        null);
  }

  @Suspends
  private void seed(CrawlStore store, int urls) {
    try (Measurement _ = Nightly.measure("finding %,d URLs".formatted(urls))) {
      while (found < urls) {
        List<Change> part = new ArrayList<>();
        for (int i = 0; i < 10_000 && found < urls; i++) {
          part.add(find());
        }
        store.commit(part, NONE);
      }
    }
  }

  /// Fifty pages are done and lead to fifty new URLs.
  @Suspends
  private void group(CrawlStore store) {
    List<Change> group = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      group.add(new Change.Done(++done, UrlState.FETCHED, null, 200, 12, null, 1000 * done));
      group.add(find());
      group.add(new Change.Asked(done + 50));
    }
    store.commit(group, NONE);
  }

  /// How many pages of the file ten groups change.
  @Suspends
  private int pagesOfFile(CrawlStore store) throws SQLException {
    group(store); // from now on its pages are full
    checkpoint("TRUNCATE");
    for (int i = 0; i < 10; i++) {
      group(store);
    }
    return checkpoint("PASSIVE");
  }

  /// @return how many pages were in the log
  private int checkpoint(String mode) throws SQLException {
    try (Connection connection = DriverManager.getConnection(Sqlite.url(folder.resolve("job.db")));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
      return row.getInt(2);
    }
  }

  @Test
  void aCommitWritesAsMuchWhateverIsKnown() throws Exception {
    EventLoop.run(
        () -> {
          try (SqliteCrawlStore store =
              SqliteCrawlStore.create(folder.resolve("job.db"), Map.of())) {
            seed(
                store,
                40_000); // from here on the pending ones of each host have pages of their own
            int few = pagesOfFile(store);
            seed(store, Nightly.amount(120_000, 1_000_000));
            int many = pagesOfFile(store);
            Nightly.figure("pages of the file for 10 groups: %d, then %d".formatted(few, many));
            assertThat(many).isBetween(1, few + few / 4);
          }
        });
  }

  @Test
  void whatIsKnownIsReadInParts() throws Exception {
    int urls = Nightly.amount(25_000, 1_000_000);
    EventLoop.run(
        () -> {
          try (SqliteCrawlStore store =
              SqliteCrawlStore.create(folder.resolve("job.db"), Map.of())) {
            seed(store, urls);
            long last = 0;
            try (Measurement _ = Nightly.measure("reading %,d URLs".formatted(urls))) {
              for (List<UrlRecord> part; !(part = store.known(last, 10_000)).isEmpty(); ) {
                assertThat(part.getFirst().id()).isEqualTo(last + 1);
                last += part.size();
                assertThat(part.getLast().id()).isEqualTo(last);
              }
            }
            assertThat(last).isEqualTo(urls);
          }
        });
  }
}
