package dev.baton.scraper.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.program.CannotWriteException;
import dev.baton.scraper.CrawlStore;
import dev.baton.scraper.Ends;
import dev.baton.scraper.JobFiles;
import dev.baton.scraper.Page;
import dev.baton.scraper.PageRow;
import dev.baton.scraper.RequestRecord;
import dev.baton.scraper.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// Writes the pages and the log of requests of a job.
///
/// What is written is certain only when the store has committed where it ends. So a group of lines
/// that could not be written as a whole, or whose task was cancelled meanwhile, is cut off by the
/// next; and [#resume] cuts off what a program that was killed has not committed. A line is never
/// torn and never there twice.
public final class JobOutput implements JobFiles, AutoCloseable {
  /// A group of pages is rarely larger.
  private static final int USUALLY_UNKNOWN = 16;

  /// So many pages wait to be stored.
  private static final int MOST_UNKNOWN = 256;

  private final PageFormat format;

  /// How many pages were found behind the end that the store knows.
  private long unknown;

  /// Null if the pages are not written by lines.
  private GrowingFile pages;

  private GrowingFile requests;

  private final JobFolder job;

  /// As [#bytes()] says.
  private volatile long bytes;

  private Ends ends = new Ends(0, 0);

  /// The number of the last group; counted on the loop.
  private volatile long newest;

  private JobOutput(JobFolder job, PageFormat format) {
    this.job = job;
    this.format = format;
  }

  /// Opens the files of a new job. If there is a file of pages already, it is replaced.
  ///
  /// @throws CannotWriteException if they cannot be opened
  @Suspends
  public static JobOutput create(JobFolder job, PagesTo to) throws CannotWriteException {
    return open(job, to, new Ends(0, 0), (_, _) -> {});
  }

  /// Opens the files of a job that goes on, and cuts off what the store has not committed. Where
  /// the file of pages is shorter than the store has it, the pages that are missing become pending
  /// again.
  ///
  /// @param notice takes a sentence for people about each file that is shorter
  /// @throws CannotWriteException if they cannot be opened or cut
  /// @throws StoreException if the file of pages is not the one that this job wrote
  @Suspends
  public static JobOutput resume(
      JobFolder job, PagesTo to, CrawlStore store, Consumer<String> notice)
      throws CannotWriteException {
    Ends committed = store.ends();
    JobOutput output = open(job, to, committed, JobOutput::findUnknown);
    try {
      if (output.unknown > USUALLY_UNKNOWN) {
        notice.accept(
            "file %s has %,d pages that the job's store does not know: they are cut off, and asked for again"
                .formatted(output.pages, output.unknown));
      }
      if (!output.ends.equals(committed)) {
        output.tell(committed, store.pagesLostAfter(output.ends), notice);
      }
      return output;
    } catch (Throwable failure) {
      output.close();
      throw failure;
    }
  }

  @Suspends
  private static JobOutput open(JobFolder job, PagesTo to, Ends committed, Look look)
      throws CannotWriteException {
    return Blocking.call(
        () -> {
          JobOutput output = new JobOutput(job, to.format());
          try {
            output.openNow(to, committed, look);
            return output;
          } catch (Throwable failure) {
            output.closeQuietly();
            throw failure;
          }
        },
        JobOutput::closeQuietly);
  }

  /// Sees the files before anything is cut off.
  private interface Look {
    void at(JobOutput output, Ends committed) throws CannotWriteException;
  }

  /// A kill leaves some pages that the store does not know, but not more than wait for it.
  private void findUnknown(Ends committed) throws CannotWriteException {
    unknown = pages == null ? 0 : pages.linesAfter(committed.pages());
    if (unknown > MOST_UNKNOWN) {
      throw new StoreException(
          "file %s has %,d pages that the job's store does not know: it has lost what came last, perhaps with its file job.db-wal; put that back, or move the pages aside and resume"
              .formatted(pages, unknown));
    }
  }

  /// What is behind the committed end is not certain, nor is a line that is torn before it.
  private void openNow(PagesTo to, Ends committed, Look look) throws CannotWriteException {
    pages = to.open(job);
    requests = job.openFile(job.requests());
    keepPrivate();
    long pagesEnd = pages == null ? 0 : pages.endOfLine(committed.pages());
    ends = new Ends(pagesEnd, requests.endOfLine(committed.requests()));
    if (pagesEnd < committed.pages() && pages != null && pages.length() >= committed.pages()) {
      throw new StoreException(
          "file %s is not as this job has left it: no line ends at its byte %,d; put that file back, or start a new job"
              .formatted(pages, committed.pages()));
    }
    look.at(this, committed);
    if (pages != null) {
      pages.cut(ends.pages());
    }
    requests.cut(ends.requests());
    bytes = pages == null ? job.storeSize() : ends.pages();
  }

  private void keepPrivate() throws CannotWriteException {
    try {
      job.keepPrivate();
    } catch (IOException failure) {
      throw new CannotWriteException(job.toString(), failure);
    }
  }

  private void tell(Ends committed, int lost, Consumer<String> notice) {
    if (ends.pages() < committed.pages()) {
      notice.accept(
          "file %s is shorter than it was, %,d of %,d bytes: %,d pages are missing and are asked for again"
              .formatted(pages, ends.pages(), committed.pages(), lost));
    }
    if (ends.requests() < committed.requests()) {
      notice.accept(
          "file %s is shorter than it was, %,d of %,d bytes: requests are missing in it"
              .formatted(requests, ends.requests(), committed.requests()));
    }
  }

  @Override
  @Suspends
  public long[] append(List<Page> newPages, List<RequestRecord> newRequests)
      throws CannotWriteException {
    Group group = new Group(newPages, newRequests);
    ends = Blocking.call(group::write);
    return group.pageEnds;
  }

  /// What is appended together. One is written at a time: the one before may have lost its task and
  /// still be under way, or not have begun yet. In that case it must not begin any more.
  final class Group {
    private final long number = ++newest;
    private final Ends from = ends;
    private final List<Page> newPages;
    private final List<RequestRecord> newRequests;
    private final long[] pageEnds;

    Group(List<Page> newPages, List<RequestRecord> newRequests) {
      this.newPages = newPages;
      this.newRequests = newRequests;
      this.pageEnds = new long[newPages.size()];
    }

    /// @return where the files end then
    Ends write() throws CannotWriteException {
      synchronized (JobOutput.this) {
        return number == newest ? writeNow() : from;
      }
    }

    private Ends writeNow() throws CannotWriteException {
      long pagesEnd = from.pages();
      if (pages != null && pageEnds.length > 0) {
        pagesEnd = writePages();
      }
      if (pages == null) {
        bytes = job.storeSize();
      }
      Lines log = new Lines(from.requests());
      newRequests.forEach(request -> log.add(PageFormat.safe(RequestLines.line(request))));
      requests.append(from.requests(), log.bytes());
      return new Ends(pagesEnd, log.end());
    }

    /// @return the end
    private long writePages() throws CannotWriteException {
      Lines lines = new Lines(from.pages());
      if (from.pages() == 0) {
        lines.add(format.head());
      }
      for (int i = 0; i < pageEnds.length; i++) {
        long end = lines.add(format.line(PageRow.of(newPages.get(i))));
        pageEnds[i] = pages.isFile() ? end : 0;
      }
      pages.append(from.pages(), lines.bytes());
      pages.force();
      bytes = pages.isFile() ? lines.end() : bytes + lines.end();
      return pages.isFile() ? lines.end() : 0;
    }
  }

  /// Lines on their way to a file.
  private static final class Lines {
    private final long start;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    /// @param start where they will begin in the file
    Lines(long start) {
      this.start = start;
    }

    /// @return where it will end
    long add(String line) {
      text.writeBytes(line.getBytes(UTF_8));
      return end();
    }

    long end() {
      return start + text.size();
    }

    byte[] bytes() {
      return text.toByteArray();
    }
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public Ends ends() {
    return ends;
  }

  /// Closes the files, after a group that is under way.
  ///
  /// @throws CannotWriteException if the system says only now that it could not write
  @Override
  @Suspends
  public void close() throws CannotWriteException {
    Blocking.call(this::closeNow);
  }

  private synchronized void closeNow() throws CannotWriteException {
    try (GrowingFile _ = pages;
        GrowingFile _ = requests) {
      // each is closed even if the other cannot be
    }
  }

  private void closeQuietly() {
    try {
      closeNow();
    } catch (CannotWriteException nothingWasWritten) {
      // nor would anybody hear of it
    }
  }
}
