package dev.baton.scraper.cli;

import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Output;
import dev.baton.scraper.Crawler;
import dev.baton.terminal.Panel;

/// The tasks of one run: the crawler, and beside it the output and the progress.
///
/// ```text
///  main ----- crawler.run ----- worker 1, worker 2, ...
///    +------- output
///    +------- progress
/// ```
///
/// However the crawler ends (done, failed, or cancelled by Ctrl-C), the pages that it has handed
/// over are written before the run ends. Should that fail, the crawler is cancelled.
record CrawlRun(Crawler crawler, Output output, Panel panel) {
  /// @throws CannotWriteException if the pages cannot be written
  @Suspends
  void run() throws CannotWriteException {
    output.run(
        () ->
            TaskGroup.run(
                group -> {
                  Task<Void> showing = group.spawn("progress", panel::run);
                  try {
                    crawler.run();
                  } finally {
                    showing.cancel();
                  }
                }));
  }
}
