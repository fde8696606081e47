package dev.baton.scraper.cli;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.When;
import dev.baton.scraper.Crawler;
import dev.baton.scraper.output.PageWriter;
import java.util.List;

/// The tasks of one run: the crawler, and beside it the writer and the progress.
///
/// ```
///  main ----- crawler.run ----- worker 1, worker 2, ...
///    +------- writer
///    +------- progress
/// ```
///
/// However the crawler ends (done, failed, or cancelled by Ctrl-C), the pages that it has handed
/// over are written before the run ends. Should the writer fail, the group cancels the crawler.
final class CrawlRun {
  private final Crawler crawler;
  private final PageWriter writer;
  private final Progress progress;

  CrawlRun(Crawler crawler, PageWriter writer, Progress progress) {
    this.crawler = crawler;
    this.writer = writer;
    this.progress = progress;
  }

  /// @throws dev.baton.ExceptionGroup with an [java.io.IOException] in it if the output cannot be
  ///   written
  @Suspends
  void run() {
    TaskGroup.run(
        group -> {
          Task<Void> writing = group.spawn("writer", writer::run);
          Task<Void> showing = group.spawn("progress", progress::run);
          try {
            crawler.run();
          } finally {
            showing.cancel();
            writer.finish();
            Async.wait(List.of(writing), When.ALL_COMPLETED);
          }
        });
  }
}
