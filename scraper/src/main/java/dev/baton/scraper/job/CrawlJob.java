package dev.baton.scraper.job;

import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Output;
import dev.baton.program.Program;
import dev.baton.program.Shell;
import dev.baton.program.Version;
import dev.baton.scraper.CrawlSettings;
import dev.baton.scraper.Crawler;
import dev.baton.scraper.JobFiles;
import dev.baton.scraper.fetch.FetchSettings;
import dev.baton.scraper.fetch.HttpFetcher;
import dev.baton.scraper.sqlite.SqliteCrawlStore;
import dev.baton.scraper.url.Scope;
import dev.baton.terminal.Panel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/// A crawl from its folder to its summary: opens the store and the files, runs the [Crawler] with
/// the panel beside it, and closes everything however that ends.
///
/// ```text
///  main ----- crawler.run ----- a task for each host, committer
///    +------- output
///    +------- panel
/// ```
public final class CrawlJob {
  private final Shell shell;
  private final JobSettings settings;
  private final Path folder;
  private final Output output;
  private final HttpFetcher fetcher;
  private Crawler crawler;

  public CrawlJob(Shell shell, JobSettings settings, Path folder) {
    this.shell = shell;
    this.settings = settings;
    this.folder = folder;
    this.output = shell.output();
    this.fetcher =
        new HttpFetcher(
            FetchSettings.of(
                settings.limits().concurrency(),
                FetchSettings.agent(Version.of(CrawlJob.class), settings.contact())));
  }

  public Outcome run(Program program) throws CannotWriteException, IOException {
    long startedAt = System.nanoTime();
    boolean stopped = false;
    Files.createDirectories(folder);
    try (LineFiles files = new LineFiles(folder.resolve("pages.jsonl"))) {
      program.run(
          EventLoop.builder(),
          () -> {
            crawl(files);
            return null;
          });
    } catch (CancelledError signal) {
      stopped = true;
    } finally {
      fetcher.close();
    }
    return new Outcome(crawler, Duration.ofNanos(System.nanoTime() - startedAt), stopped);
  }

  @Suspends
  private void crawl(JobFiles files) throws CannotWriteException {
    SqliteCrawlStore store = SqliteCrawlStore.create(folder.resolve("job.db"), Map.of());
    try (store) {
      crawler =
          new Crawler(
              crawlSettings(), store, files, fetcher, output::offer, InstantSource.system());
      Panel panel =
          new Panel(output, Panel.Mode.of(false, shell.errTerminal()), new CrawlPanel(crawler));
      new CrawlRun(crawler, output, panel).run();
    }
  }

  private CrawlSettings crawlSettings() {
    return new CrawlSettings(
        settings.starts(),
        new JobSelection(Scope.host(settings.starts())),
        settings.limits(),
        settings.manners(),
        "baton-scraper");
  }
}
