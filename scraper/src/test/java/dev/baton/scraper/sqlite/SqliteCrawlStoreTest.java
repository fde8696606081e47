package dev.baton.scraper.sqlite;

import dev.baton.Suspends;
import dev.baton.scraper.CrawlStore;
import dev.baton.scraper.CrawlStoreContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class SqliteCrawlStoreTest extends CrawlStoreContract {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("job.db");
  }

  @Override
  @Suspends
  protected CrawlStore create() {
    return SqliteCrawlStore.create(file(), Map.of());
  }

  @Override
  @Suspends
  protected CrawlStore reopen(CrawlStore earlier) {
    close(earlier);
    return SqliteCrawlStore.open(file());
  }

  @Override
  @Suspends
  protected void close(CrawlStore open) {
    ((SqliteCrawlStore) open).close();
  }
}
