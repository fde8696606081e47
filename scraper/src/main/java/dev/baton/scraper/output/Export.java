package dev.baton.scraper.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.program.CannotWriteException;
import dev.baton.scraper.JobReader;
import dev.baton.scraper.PageRow;
import dev.baton.scraper.StoreException;
import dev.baton.terminal.FailureText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Makes a file of the pages of a job, in any format: of what is certain, also while the crawl runs
/// and when it was killed. There is a whole file in the end or, if it fails, the one that was there
/// before: see [ExportTarget].
public final class Export {
  private final JobFolder job;
  private final PagesTo source;
  private final JobReader reader;

  /// @param source where the job's pages go
  /// @param reader of its store
  public Export(JobFolder job, PagesTo source, JobReader reader) {
    this.job = job;
    this.source = source;
    this.reader = reader;
  }

  /// Replaces the target if it exists.
  ///
  /// @param format not [PageFormat#STDOUT]
  /// @return how many pages
  /// @throws StoreException if the pages cannot be read, or went to stdout
  /// @throws CannotWriteException if the target cannot be written
  @Suspends
  public long run(PageFormat format, ExportTarget target) throws CannotWriteException {
    if (source.format() == PageFormat.STDOUT) {
      throw job.wrong("has its pages nowhere: they went to stdout; crawl again with --out FILE");
    } else if (source.format() == PageFormat.SQLITE) {
      return ofTables(format, target);
    }
    long end = reader.ends().pages();
    return Blocking.call(() -> ofFile(end, format, target));
  }

  @Suspends
  private long ofTables(PageFormat format, ExportTarget target) throws CannotWriteException {
    long[] count = {0};
    reader.readPages(pages -> count[0] = write(pages, format, target));
    return count[0];
  }

  private long ofFile(long end, PageFormat format, ExportTarget target)
      throws CannotWriteException {
    Path file = source.fileIn(job);
    requireAnother(file, target);
    try (Stream<String> lines = lines(file, end)) {
      long head = source.format().head().isEmpty() ? 0 : 1;
      return write(() -> lines.skip(head).map(this::page).iterator(), format, target);
    } catch (UncheckedIOException failure) {
      throw unreadable(file, failure.getCause());
    }
  }

  private static StoreException unreadable(Path file, IOException failure) {
    return new StoreException(
        "file %s cannot be read: %s; put it back".formatted(file, FailureText.of(failure)),
        failure);
  }

  private void requireAnother(Path file, ExportTarget target) {
    if (target.isSame(file)) {
      throw job.wrong("has its pages in %s already; name another file", target.name());
    }
  }

  private Stream<String> lines(Path file, long end) {
    try {
      if (Files.size(file) < end) {
        throw job.wrong(
            "has lost pages: file %s has %,d of %,d bytes; resume it", file, Files.size(file), end);
      }
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(new FirstBytes(Files.newInputStream(file), end), UTF_8));
      return reader.lines().onClose(() -> close(reader));
    } catch (IOException failure) {
      throw unreadable(file, failure);
    }
  }

  private static void close(BufferedReader reader) {
    try {
      reader.close();
    } catch (IOException itWasOnlyRead) {
      // all that was needed of it is there
    }
  }

  private PageRow page(String line) {
    try {
      return source.format().page(line);
    } catch (RuntimeException broken) {
      throw new StoreException(
          "file %s has a line that is no page: %s; it was changed by somebody else"
              .formatted(source.fileIn(job), broken.getMessage()),
          broken);
    }
  }

  private static long write(Iterable<PageRow> pages, PageFormat format, ExportTarget target)
      throws CannotWriteException {
    try {
      return target.write(pages, format);
    } catch (IOException failure) {
      throw new CannotWriteException(target.name(), failure);
    }
  }
}
