package dev.baton.scraper.job;

import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Sink;
import dev.baton.scraper.JobReader;
import dev.baton.scraper.SavedHost;
import dev.baton.scraper.StoreException;
import dev.baton.scraper.output.Export;
import dev.baton.scraper.output.ExportTarget;
import dev.baton.scraper.output.JobFolder;
import dev.baton.scraper.output.PageFormat;
import dev.baton.scraper.output.PagesTo;
import dev.baton.scraper.report.CrawlFigures;
import dev.baton.scraper.report.HostPoliteness;
import dev.baton.scraper.report.Report;
import dev.baton.scraper.report.RequestLog;
import dev.baton.scraper.report.RequestTotals;
import dev.baton.scraper.sqlite.SqliteJobReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A job that somebody looks at: while it runs, when it is done, and when it was killed.
public final class JobView {
  /// Pages that went to stdout are not there to be looked at.
  private static final Sink NOWHERE = new Sink("stdout", OutputStream.nullOutputStream());

  private final JobFolder folder;
  private final JobReader reader;

  private JobView(JobFolder folder) {
    this.folder = folder;
    this.reader = new SqliteJobReader(folder.store());
  }

  /// @throws StoreException if there is no job
  public static JobView of(Path path) {
    return new JobView(JobFolder.open(path));
  }

  static JobView of(JobFolder folder) {
    return new JobView(folder);
  }

  public JobFolder folder() {
    return folder;
  }

  JobReader reader() {
    return reader;
  }

  /// What was asked for when the job began.
  ///
  /// @throws StoreException if the store cannot be read
  @Suspends
  public JobSettings settings() {
    return SettingsText.of(reader.settings(), folder);
  }

  /// Makes a file of the pages.
  ///
  /// @return how many pages
  /// @throws StoreException if they cannot be read
  /// @throws CannotWriteException if the file cannot be written
  @Suspends
  public long export(PageFormat format, ExportTarget target) throws CannotWriteException {
    PagesTo pages = settings().pages().to(NOWHERE);
    return new Export(folder, pages, reader).run(format, target);
  }

  /// How many URLs have become what.
  @Suspends
  public JobCounts counts() {
    return JobCounts.of(reader);
  }

  /// The hosts that it knows.
  @Suspends
  public List<SavedHost> hosts() {
    return reader.hosts();
  }

  /// How politely each host was asked.
  ///
  /// @param notice takes a sentence for people about what is wrong with the log of requests
  /// @throws StoreException if the log of requests cannot be read
  @Suspends
  public List<HostPoliteness> politeness(Consumer<String> notice) {
    Set<String> own = settings().crawl().ownHosts();
    RequestTotals totals = Blocking.call(() -> readLog(own));
    totals.damaged().ifPresent(what -> notice.accept(Report.damaged(folder, what)));
    return totals.hosts();
  }

  private RequestTotals readLog(Set<String> own) {
    try {
      return RequestLog.read(folder.requests(), own);
    } catch (NoSuchFileException nothingYet) {
      return new RequestTotals(List.of(), null, Duration.ZERO, Optional.empty());
    } catch (IOException failure) {
      throw new StoreException(
          "file %s cannot be read: %s".formatted(folder.requests(), failure.getMessage()), failure);
    }
  }

  /// Writes the report.
  ///
  /// @param program whose commands go on with the job
  /// @param notice takes a sentence for people about what is wrong with the log of requests
  /// @return the figures in it
  /// @throws IOException if it cannot be written
  @Suspends
  public CrawlFigures report(String program, Consumer<String> notice) throws IOException {
    return report(program, settings(), notice);
  }

  /// The same for who knows the settings.
  @Suspends
  CrawlFigures report(String program, JobSettings settings, Consumer<String> notice)
      throws IOException {
    List<String> starts = settings.starts().all().stream().map(Object::toString).toList();
    return Report.write(
        folder,
        reader,
        program,
        starts,
        settings.pages().format(),
        settings.crawl().ownHosts(),
        notice);
  }
}
