package dev.baton.scraper.job;

import dev.baton.Action;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.program.CannotWriteException;
import dev.baton.scraper.CrawlLimits;
import dev.baton.scraper.Crawler;
import dev.baton.scraper.JobFiles;
import dev.baton.scraper.StoreException;
import dev.baton.scraper.fetch.HttpFetcher;
import dev.baton.scraper.output.JobFolder;
import dev.baton.scraper.output.JobOutput;
import dev.baton.scraper.output.PageFormat;
import dev.baton.scraper.output.PagesTo;
import dev.baton.scraper.report.CrawlFigures;
import dev.baton.scraper.sqlite.SqliteCrawlStore;
import dev.baton.terminal.Panel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A crawl as a job in a folder: opens or makes the store and the files, runs the [Crawler] with
/// what watches it, and closes everything however that ends. Used once.
///
/// What was stored is there whatever happens, and [#resume] goes on with it.
public final class CrawlJob {
  /// A task that holds the loop for longer is reported. Users of a loaded machine need not hear of
  /// less: the panel shows how late the loop is.
  private static final Duration BLOCKED = Duration.ofSeconds(2);

  private final JobFrame frame;
  private final Messages messages;

  // made by the loop
  private JobFolder begun;
  private JobSettings settings;
  private HttpFetcher fetcher;
  private Crawler crawler;

  public CrawlJob(JobFrame frame) {
    this.frame = frame;
    this.messages = new Messages(frame.shell(), frame.json());
  }

  /// Begins a new job.
  ///
  /// @param path of its folder, which must not exist
  /// @throws IllegalArgumentException in one sentence if the settings make no sense; nothing was
  ///   done then
  /// @throws StoreException if the folder exists, or the store cannot be used
  /// @throws CannotWriteException if pages or messages cannot be written
  public Outcome begin(JobSettings newSettings, Path path) throws CannotWriteException {
    newSettings.crawl();
    newSettings.requests().fetchSettings(1, newSettings.starts().typed(), frame.resolver());
    newSettings.pages().requirePlace(path);
    JobFolder folder = create(path);
    advise(newSettings);
    return run(folder, () -> crawlNew(newSettings, folder));
  }

  /// Runs a crawl among other things on the same loop, such as what it crawls.
  @FunctionalInterface
  public interface Around {
    /// Runs it once; it is all stored when that returns.
    @Suspends
    void run(Crawl crawl) throws CannotWriteException;
  }

  /// A crawl that is about to begin.
  @FunctionalInterface
  public interface Crawl {
    @Suspends
    void run(JobSettings settings) throws CannotWriteException;
  }

  /// The same for a job whose settings are known when the loop runs.
  public Outcome begin(Path path, Around around) throws CannotWriteException {
    JobFolder folder = create(path);
    return run(folder, () -> around.run(settings -> crawlNew(settings, folder)));
  }

  private JobFolder create(Path path) {
    JobFolder folder = JobFolder.create(path, resumeCommand());
    messages.job(folder);
    return folder;
  }

  /// Goes on with a job.
  ///
  /// @param raise the job's limits; what they had left out is asked for if they become others
  /// @throws IllegalArgumentException in one sentence if a secret cannot be read any more
  /// @throws StoreException if there is no job, another process runs it, or the store cannot be
  ///   used
  /// @throws CannotWriteException if pages or messages cannot be written
  public Outcome resume(Path path, UnaryOperator<CrawlLimits> raise) throws CannotWriteException {
    JobFolder folder = JobFolder.open(path);
    folder.requireBegun(frame.shell().command() + " crawl");
    messages.job(folder);
    return run(folder, () -> crawlOn(folder, raise));
  }

  private void advise(JobSettings of) {
    if (of.requests().contact() == null && !of.starts().areLoopback()) {
      messages.say(
          "advice: say with --contact URL or MAIL how the owners of these sites reach you");
    }
  }

  private String resumeCommand() {
    return frame.shell().command() + " resume";
  }

  /// The job's folder, when there is something in it that [#resume] can go on with.
  public Optional<JobFolder> begun() {
    return Optional.ofNullable(begun);
  }

  private Outcome run(JobFolder folder, Action<CannotWriteException> crawl)
      throws CannotWriteException {
    long startedAt = System.nanoTime();
    boolean stopped = false;
    try {
      frame.program().run(EventLoop.builder().blockedAfter(BLOCKED), () -> inOutput(crawl));
    } catch (CancelledError signal) {
      if (crawler == null) {
        throw signal; // nothing was begun
      }
      stopped = true;
    } finally {
      if (fetcher != null) {
        fetcher.close();
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
    return new Outcome(folder, settings, crawler, took, stopped, report(folder));
  }

  /// In a loop of its own: the crawl's may have been stopped. A second Ctrl-C leaves the report
  /// out.
  private Optional<CrawlFigures> report(JobFolder folder) {
    String program = frame.shell().command();
    try {
      return Optional.of(
          EventLoop.run(() -> JobView.of(folder).report(program, settings, messages::say)));
    } catch (IOException | StoreException failure) {
      messages.say("the report cannot be written: " + failure.getMessage());
    } catch (CancelledError hurried) {
      messages.say("the report was not written");
    }
    return Optional.empty();
  }

  @Suspends
  private Void inOutput(Action<CannotWriteException> crawl) throws CannotWriteException {
    messages.output().run(crawl::run);
    return null;
  }

  @Suspends
  private void crawlNew(JobSettings newSettings, JobFolder folder) throws CannotWriteException {
    try (SqliteCrawlStore store =
            SqliteCrawlStore.create(folder.store(), SettingsText.kept(newSettings));
        JobOutput files = JobOutput.create(folder, pagesTo(newSettings))) {
      crawl(folder, newSettings, store, files);
    }
  }

  @Suspends
  private void crawlOn(JobFolder folder, UnaryOperator<CrawlLimits> raise)
      throws CannotWriteException {
    try (SqliteCrawlStore store = SqliteCrawlStore.open(folder.store())) {
      JobSettings before = SettingsText.of(store.settings(), folder);
      JobSettings kept = before.with(raise.apply(before.limits()));
      if (!kept.equals(before)) {
        store.keep(SettingsText.kept(kept));
        store.reopen();
      }
      try (JobOutput files = JobOutput.resume(folder, pagesTo(kept), store, messages::notice)) {
        crawl(folder, kept, store, files);
      }
    }
  }

  private PagesTo pagesTo(JobSettings of) {
    return of.pages().to(frame.shell().outSink());
  }

  @Suspends
  private void crawl(JobFolder folder, JobSettings of, SqliteCrawlStore store, JobFiles files)
      throws CannotWriteException {
    begun = folder;
    settings = of;
    fetcher =
        new HttpFetcher(
            of.requests()
                .fetchSettings(of.limits().concurrency(), of.starts().typed(), frame.resolver()));
    crawler = new Crawler(of.crawl(), store, files, fetcher, messages, InstantSource.system());
    LoopLag lag = new LoopLag();
    CrawlPanel content = new CrawlPanel(crawler, lag, Clock.systemDefaultZone());
    boolean toTerminal =
        of.pages().format() == PageFormat.STDOUT && frame.shell().outTerminal().isPresent();
    Panel panel = new Panel(messages.output(), messages.mode(toTerminal), content);
    new CrawlRun(crawler, panel, lag).run();
    sayWhatWasSentTwice();
  }

  private void sayWhatWasSentTwice() {
    if (fetcher.sentTwice() > 0) {
      messages.notice(
          "requests that were sent once more at once, as the server had closed the connection that"
              + " was kept for them: "
              + fetcher.sentTwice());
    }
  }
}
