package dev.baton.scraper.report;

import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.program.AtomicFile;
import dev.baton.scraper.Ends;
import dev.baton.scraper.JobReader;
import dev.baton.scraper.SavedHost;
import dev.baton.scraper.output.JobFolder;
import dev.baton.scraper.output.PageFormat;
import dev.baton.scraper.report.CrawlFigures.Job;
import dev.baton.terminal.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// `report.html`: what a crawl came to, as a page that needs nothing but itself.
///
/// ```java
/// JobReader reader = new SqliteJobReader(folder.store());
/// Report.write(folder, reader, "scraper", starts, format, own, notice);
/// ```
///
/// It can be written at any time, also while the crawl runs, and replaces the report that is there.
/// The work is done outside the loop.
public final class Report {
  private Report() {}

  /// Reads what a job has, and writes its report.
  ///
  /// @param program whose commands go on with the job, such as `scraper`
  /// @param starts the URLs that were given
  /// @param pages what becomes of the pages
  /// @param own the user's own hosts, which may be asked several things at once
  /// @param notice takes a sentence for people about what is wrong with the log of requests
  /// @return the figures in it
  /// @throws IOException if the log of requests cannot be read, or the report cannot be written
  /// @throws dev.baton.scraper.StoreException if the store cannot be read
  @Suspends
  public static CrawlFigures write(
      JobFolder folder,
      JobReader reader,
      String program,
      List<String> starts,
      PageFormat pages,
      Set<String> own,
      Consumer<String> notice)
      throws IOException {
    FiguresBuilder builder = new FiguresBuilder();
    reader.forEach(builder::add);
    List<SavedHost> hosts = reader.hosts();
    Ends ends = reader.ends();
    RequestTotals requests = Blocking.<RequestTotals, IOException>call(() -> requests(folder, own));
    requests.damaged().ifPresent(what -> notice.accept(damaged(folder, what)));
    return Blocking.<CrawlFigures, IOException>call(
        () -> {
          hosts.forEach(host -> add(builder, host));
          requests.hosts().forEach(builder::add);
          Job job =
              new Job(
                  program,
                  folder.path().toString(),
                  starts,
                  pages,
                  requests.begun(),
                  requests.took());
          CrawlFigures figures = builder.figures(job, ends.pages());
          replace(folder.report(), ReportPage.of(figures));
          folder.keepPrivate();
          return figures;
        });
  }

  /// A sentence about lines that are no requests.
  ///
  /// @param what [RequestTotals#damaged()]
  public static String damaged(JobFolder folder, String what) {
    return "file %s has %s; it was changed by somebody else"
        .formatted(SafeText.escape(folder.requests().toString()), what);
  }

  private static void add(FiguresBuilder builder, SavedHost host) {
    if (host.givenUp() != null) {
      builder.addGivenUp(host.name(), host.givenUp());
    }
  }

  /// A job that was stopped early has no log yet.
  private static RequestTotals requests(JobFolder folder, Set<String> own) throws IOException {
    try {
      return RequestLog.read(folder.requests(), own);
    } catch (NoSuchFileException nothingYet) {
      return new RequestTotals(List.of(), null, Duration.ZERO, Optional.empty());
    }
  }

  static void replace(Path file, String page) throws IOException {
    AtomicFile.<IOException>replace(file, "draft", draft -> Files.writeString(draft, page));
  }
}
