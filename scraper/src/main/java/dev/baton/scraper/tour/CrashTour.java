package dev.baton.scraper.tour;

import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Output;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.demo.DemoWorld;
import dev.baton.scraper.demo.Visit;
import dev.baton.scraper.job.JobFrame;
import dev.baton.scraper.output.JobFolder;
import dev.baton.scraper.output.PageFormat;
import dev.baton.scraper.sqlite.SqliteJobReader;
import dev.baton.scraper.tour.KilledCrawl.Moment;
import dev.baton.terminal.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Crawls two worlds that are the same, each by a process of its own: one process is left in peace,
/// the other is killed with `kill -9` again and again, and the crawl resumed. Then it compares what
/// both have written.
///
/// ```text
///  main ----- the process that is killed, and started again
///    +------- undisturbed: the process that is not
///    +------- world, world: a task for each connection
/// ```
///
/// Used once.
public final class CrashTour {
  /// So many requests each process sends at least until it is killed.
  public static final List<Integer> REQUESTS = List.of(60, 25, 10);

  private static final Set<UrlState> DONE =
      EnumSet.of(
          UrlState.FETCHED, UrlState.NOINDEX, UrlState.TYPE, UrlState.ENCODING, UrlState.FAILED);

  /// So much of a URL.
  private static final int SHOWN = 40;

  private static final String UNDISTURBED = "undisturbed";
  private static final String KILLED = "killed";

  private final JobFrame frame;
  private final List<String> command;
  private final Path folder;
  private final List<Integer> requests;
  private final Output output;
  private long startedAt;
  private List<Finding> findings = List.of();

  /// @param command starts a process that begins a crawl or goes on with it: it is called with the
  ///   job's folder and the URLs to start at
  /// @param folder for both jobs and what their processes say; it exists
  /// @param requests how many each process sends at least until it is killed; the next one is the
  ///   last, and is not
  public CrashTour(JobFrame frame, List<String> command, Path folder, List<Integer> requests) {
    this.frame = frame;
    this.command = List.copyOf(command);
    this.folder = folder;
    this.requests = List.copyOf(requests);
    this.output = frame.shell().output();
  }

  /// Runs it.
  ///
  /// @throws IOException if a process cannot be started, or has left no job
  /// @throws CannotWriteException if the messages cannot be written
  public void run() throws IOException, CannotWriteException {
    frame.program().run(EventLoop.builder(), this::inLoop);
  }

  @Suspends
  private Void inLoop() throws IOException, CannotWriteException {
    startedAt = EventLoop.running().time();
    output.run(this::inWorlds);
    return null;
  }

  @Suspends
  private void inWorlds() throws IOException {
    try (DemoWorld calm = DemoWorld.open(0);
        DemoWorld rough = DemoWorld.open(0)) {
      TaskGroup.run(
          group -> {
            List<Task<Void>> serving =
                List.of(group.spawn("world", calm::serve), group.spawn("world", rough::serve));
            crawl(group, calm, rough);
            serving.forEach(Task::cancel);
          });
    } catch (ExceptionGroup failures) {
      throw failures.onlyOf(IOException.class).orElseThrow(() -> failures);
    }
  }

  @Suspends
  private void crawl(TaskGroup group, DemoWorld calm, DemoWorld rough) throws IOException {
    say("two processes crawl two worlds that are the same; one of them will be killed");
    Task<Void> undisturbed = group.spawn(UNDISTURBED, () -> crawlUndisturbed(calm));
    KilledCrawl crawl = new KilledCrawl(rough, () -> start(KILLED, rough), this::tell);
    requireDone(KILLED, crawl.run(moments(rough)));
    undisturbed.awaitThrowing(IOException.class);
    Sight sight = Sight.of(job(KILLED), rough);
    findings =
        new CrashFindings(crawl, rough.expectations(), sight)
            .of(pages(UNDISTURBED, calm), pages(KILLED, rough));
  }

  @Suspends
  private void crawlUndisturbed(DemoWorld world) throws IOException {
    requireDone(UNDISTURBED, start(UNDISTURBED, world).await());
  }

  @Suspends
  private CrawlProcess start(String name, DemoWorld world) throws IOException {
    return CrawlProcess.start(command, job(name).path(), world.starts(), messages(name));
  }

  @Suspends
  private void requireDone(String name, int code) throws IOException {
    if (code != 0) {
      throw new IOException(
          "the process of the %s crawl ended with exit code %d; what it said is in %s"
              .formatted(name, code, messages(name)));
    }
    say("the %s crawl has come to its end".formatted(name));
  }

  @Suspends
  private PagesFile pages(String name, DemoWorld world) throws IOException {
    return Blocking.<PagesFile, IOException>call(
        () -> PagesFile.readWithoutPort(job(name).pages(PageFormat.JSON_LINES), world.port()));
  }

  private JobFolder job(String name) {
    return new JobFolder(folder.resolve(name + ".crawl"));
  }

  private Path messages(String name) {
    return folder.resolve(name + ".txt");
  }

  /// A process is killed only when it knows what the busy host has told it.
  private List<Moment> moments(DemoWorld world) {
    return requests.stream()
        .map(least -> (Moment) sent -> sent >= least && world.busy().isSettled())
        .toList();
  }

  // --- what it says meanwhile

  @Suspends
  private void tell(Visit during) {
    Map<UrlState, Long> states = new SqliteJobReader(job(KILLED).store()).states();
    String url = during.host().replaceFirst(":.*", "") + during.target();
    long stored = DONE.stream().mapToLong(state -> states.getOrDefault(state, 0L)).sum();
    say(
        "kill -9 during %s, when %d pages were stored; resumed"
            .formatted(SafeText.escape(url, SHOWN), stored));
  }

  @Suspends
  private void say(String sentence) {
    double seconds = (EventLoop.running().time() - startedAt) / 1e9;
    output.message(String.format(Locale.ROOT, "%5.1f s  %s", seconds, sentence));
  }

  /// What became of everything; empty if it was stopped.
  public List<Finding> findings() {
    return findings;
  }
}
