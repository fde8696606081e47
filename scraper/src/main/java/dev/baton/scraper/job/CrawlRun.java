package dev.baton.scraper.job;

import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Output;
import dev.baton.scraper.Crawler;
import dev.baton.scraper.StoreException;
import dev.baton.terminal.Panel;
import java.util.Optional;

/// The tasks of one run: the crawler, and beside it the output and the panel.
///
/// ```text
///  main ----- crawler.run ----- a task for each host, the committer
///    +------- output
///    +------- panel
/// ```
///
/// However the crawler ends (done, failed, or cancelled by Ctrl-C), it has stored what came until
/// then, and what was said is written before the run ends.
record CrawlRun(Crawler crawler, Output output, Panel panel) {
  /// @throws CannotWriteException if pages or messages cannot be written
  /// @throws StoreException if the store cannot be used
  @Suspends
  void run() throws CannotWriteException {
    try {
      output.run(() -> TaskGroup.run(this::run));
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
    try {
      crawler.run();
    } finally {
      showing.cancel();
    }
  }
}
