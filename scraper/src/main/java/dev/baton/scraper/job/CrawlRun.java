package dev.baton.scraper.job;

import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.program.CannotWriteException;
import dev.baton.scraper.Crawler;
import dev.baton.scraper.StoreException;
import dev.baton.terminal.Panel;
import java.util.Optional;

/// The tasks of one run: the crawler, and beside it what watches it.
///
/// ```text
///  main ----- crawler.run ----- a task for each host, the committer
///    +------- panel
///    +------- lag
/// ```
///
/// However the crawler ends (done, failed, or cancelled by Ctrl-C), it has stored what came until
/// then before the run ends.
record CrawlRun(Crawler crawler, Panel panel, LoopLag lag) {
  /// @throws CannotWriteException if the pages cannot be written
  /// @throws StoreException if the store cannot be used
  @Suspends
  void run() throws CannotWriteException {
    try {
      TaskGroup.run(this::run);
    } catch (ExceptionGroup failures) {
      Optional<StoreException> ofStore = failures.onlyOf(StoreException.class);
      if (ofStore.isPresent()) {
        throw ofStore.get();
      }
      throw failures.onlyOf(CannotWriteException.class).orElseThrow(() -> failures);
    }
  }

  @Suspends
  private void run(TaskGroup group) throws CannotWriteException {
    Task<Void> showing = group.spawn("panel", panel::run);
    Task<Void> sampling = group.spawn("lag", lag::run);
    try {
      crawler.run();
    } finally {
      showing.cancel();
      sampling.cancel();
    }
  }
}
