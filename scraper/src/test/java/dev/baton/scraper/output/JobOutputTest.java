package dev.baton.scraper.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.ReturnWhen;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Sink;
import dev.baton.scraper.Answer;
import dev.baton.scraper.Change;
import dev.baton.scraper.Ends;
import dev.baton.scraper.FakeSite;
import dev.baton.scraper.MemoryStore;
import dev.baton.scraper.Page;
import dev.baton.scraper.RequestRecord;
import dev.baton.scraper.StoreException;
import dev.baton.scraper.UrlRecord;
import dev.baton.scraper.UrlState;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.Programs;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobOutputTest {
  private static final PagesTo JSON_LINES = PagesTo.file(PageFormat.JSON_LINES, null);

  @TempDir private Path folder;
  private JobFolder job;
  private Path pages;
  private final List<String> notices = new ArrayList<>();

  @BeforeEach
  void makeTheFolder() {
    job = JobFolder.create(folder.resolve("a.crawl"), "resume");
    pages = job.pages(PageFormat.JSON_LINES);
  }

  private static Page page(int number) {
    return new Page(
        FakeSite.url("/" + number), 0, new Answer.StatusOnly(404), Duration.ofMillis(1), null);
  }

  private static RequestRecord request(int number) {
    return new RequestRecord(
        Instant.EPOCH,
        "site.test",
        FakeSite.url("/" + number).toString(),
        404,
        Duration.ofMillis(1),
        Instant.EPOCH,
        "its first",
        null);
  }

  /// A line of the same length for each number below 10.
  private static String line(int number) {
    return JsonLines.line(page(number)) + "\n";
  }

  private static String lines(int... numbers) {
    StringBuilder lines = new StringBuilder();
    for (int number : numbers) {
      lines.append(line(number));
    }
    return lines.toString();
  }

  /// Appends these pages, and a request for each.
  @Suspends
  private static long[] append(JobOutput output, int... numbers) throws CannotWriteException {
    List<Page> group = new ArrayList<>();
    List<RequestRecord> sent = new ArrayList<>();
    for (int number : numbers) {
      group.add(page(number));
      sent.add(request(number));
    }
    return output.append(group, sent);
  }

  private static void run(Action<Exception> test) throws Exception {
    EventLoop.run(test.asBody());
  }

  /// What pages 1, 2 and 3 leave, written and committed.
  @Suspends
  private MemoryStore threePages() throws CannotWriteException {
    MemoryStore store = new MemoryStore();
    try (JobOutput output = JobOutput.create(job, JSON_LINES)) {
      long[] ends = append(output, 1, 2, 3);
      List<Change> changes = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        UrlRecord url =
            new UrlRecord(
                i + 1,
                FakeSite.url("/" + (i + 1)).toString(),
                1,
                UrlRecord.Kind.PAGE,
                0,
                0,
                UrlState.PENDING,
                0,
                0);
        changes.add(new Change.Found(url, 0, null));
        changes.add(new Change.Done(i + 1, UrlState.FETCHED, null, 404, 1, null, ends[i]));
      }
      store.commit(changes, output.ends());
    }
    return store;
  }

  @Suspends
  private JobOutput resume(MemoryStore store) throws CannotWriteException {
    return JobOutput.resume(job, JSON_LINES, store, notices::add);
  }

  @Test
  void pagesAndRequestsAreAppendedAndTheirEndsAreKnown() throws Exception {
    run(
        () -> {
          try (JobOutput output = JobOutput.create(job, JSON_LINES)) {
            int length = line(1).length();
            assertThat(append(output, 1, 2)).containsExactly(length, 2L * length);
            assertThat(append(output)).isEmpty();
            assertThat(append(output, 3)).containsExactly(3L * length);
            assertThat(pages).hasContent(lines(1, 2, 3));
            assertThat(Files.readAllLines(job.requests())).hasSize(3);
            assertThat(output.ends())
                .isEqualTo(new Ends(Files.size(pages), Files.size(job.requests())));
          }
        });
  }

  @Test
  void textFromPagesIsMadeSafe() throws Exception {
    run(
        () -> {
          try (JobOutput output = JobOutput.create(job, JSON_LINES)) {
            Answer red = FakeSite.html(200, "\u001b[31m \u009b \u202e", List.of(), true);
            output.append(
                List.of(new Page(FakeSite.url("/"), 0, red, Duration.ZERO, null)), List.of());
            assertThat(Files.readString(pages)).containsIgnoringCase("\\u001b[31m \\u009b \\u202e");
          }
        });
  }

  @Test
  void csvBeginsWithTheHead() throws Exception {
    run(
        () -> {
          PagesTo csv = PagesTo.file(PageFormat.CSV, folder.resolve("my.csv"));
          try (JobOutput output = JobOutput.create(job, csv)) {
            append(output, 1);
            append(output, 2);
            assertThat(folder.resolve("my.csv"))
                .hasContent(
                    "%s\nhttp://site.test/1,404,,,1,,0,,\nhttp://site.test/2,404,,,1,,0,,\n"
                        .formatted(CsvLines.head()));
            assertThat(output.ends().pages()).isEqualTo(Files.size(folder.resolve("my.csv")));
          }
        });
  }

  @Test
  void aNewJobReplacesTheFileThatItIsToWrite() throws Exception {
    Path mine = Files.writeString(folder.resolve("mine.jsonl"), "old\n");
    run(
        () -> {
          try (JobOutput output =
              JobOutput.create(job, PagesTo.file(PageFormat.JSON_LINES, mine))) {
            append(output, 1);
          }
        });
    assertThat(mine).hasContent(line(1));
  }

  @Test
  void onStdoutPagesHaveNoEnd() throws Exception {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    run(
        () -> {
          try (JobOutput output =
              JobOutput.create(job, PagesTo.stdout(new Sink("stdout", stdout)))) {
            assertThat(append(output, 1, 2)).containsExactly(0, 0);
            append(output, 3);
            assertThat(output.ends()).isEqualTo(new Ends(0, Files.size(job.requests())));
          }
        });
    assertThat(stdout).hasToString(lines(1, 2, 3));
    assertThat(pages).doesNotExist();
  }

  @Test
  void whereTheStoreKeepsThePagesOnlyRequestsAreWritten() throws Exception {
    run(
        () -> {
          try (JobOutput output = JobOutput.create(job, PagesTo.tables())) {
            assertThat(append(output, 1, 2)).containsExactly(0, 0);
            assertThat(output.ends()).isEqualTo(new Ends(0, Files.size(job.requests())));
          }
        });
    assertThat(job.path()).isDirectoryNotContaining(file -> !file.equals(job.requests()));
  }

  @Test
  void whatWasNotCommittedIsCutOff() throws Exception {
    run(
        () -> {
          MemoryStore store = threePages();
          Files.writeString(pages, line(4) + "{\"torn", StandardOpenOption.APPEND);
          Files.writeString(job.requests(), "{\"torn", StandardOpenOption.APPEND);
          try (JobOutput output = resume(store)) {
            assertThat(pages).hasContent(lines(1, 2, 3));
            assertThat(output.ends()).isEqualTo(store.ends());

            append(output, 5);
            assertThat(pages).hasContent(lines(1, 2, 3, 5));
            assertThat(Files.readAllLines(job.requests()))
                .hasSize(4)
                .allMatch(it -> it.endsWith("}"));
          }
          assertThat(notices).isEmpty();
        });
  }

  @Test
  void whereThePagesAreShorterWhatIsMissingIsAskedForAgain() throws Exception {
    run(
        () -> {
          MemoryStore store = threePages();
          int length = line(1).length();
          Files.writeString(pages, line(1) + line(2).substring(0, 10));
          try (JobOutput output = resume(store)) {
            assertThat(pages).hasContent(line(1));
            assertThat(store.pending(1, 0, 9)).extracting(UrlRecord::id).containsExactly(2L, 3L);
            assertThat(store.ends()).isEqualTo(output.ends());
            assertThat(append(output, 2)).containsExactly(2L * length);
          }
          assertThat(notices)
              .containsExactly(
                  "file %s is shorter than it was, %d of %d bytes: 2 pages are missing and are asked for again"
                      .formatted(pages, length, 3 * length));
        });
  }

  @Test
  void whereThePagesAreGoneAllAreAskedForAgain() throws Exception {
    run(
        () -> {
          MemoryStore store = threePages();
          Files.delete(pages);
          resume(store).close();
          assertThat(store.pending(1, 0, 9)).hasSize(3);
          assertThat(notices).hasSize(1);
        });
  }

  @Test
  void whereTheLogOfRequestsIsShorterThatIsSaid() throws Exception {
    run(
        () -> {
          MemoryStore store = threePages();
          Files.writeString(job.requests(), "torn");
          resume(store).close();
          assertThat(store.pending(1, 0, 9)).isEmpty();
          assertThat(store.ends().requests()).isZero();
          assertThat(notices)
              .singleElement()
              .asString()
              .endsWith("requests are missing in it")
              .startsWith("file " + job.requests() + " is shorter than it was, 0 of ");
        });
  }

  @Test
  void aFileOfPagesThatIsAnotherIsRefusedAndLeftAsItIs() throws Exception {
    run(
        () -> {
          MemoryStore store = threePages();
          Files.writeString(pages, "x".repeat(10_000));
          assertThatThrownBy(() -> resume(store))
              .isInstanceOf(StoreException.class)
              .hasMessage(
                  "file %s is not as this job has left it: no line ends at its byte %d; put that"
                      + " file back, or start a new job",
                  pages, store.ends().pages());
          assertThat(pages).hasSize(10_000);
          assertThat(store.pending(1, 0, 9)).isEmpty();
        });
  }

  /// So it is where the store has lost its file `-wal`.
  @Test
  void pagesOfWhichTheStoreKnowsNothingAreNotThrownAwaySilently() throws Exception {
    run(
        () -> {
          MemoryStore store = threePages();
          Files.writeString(pages, line(4).repeat(59), StandardOpenOption.APPEND);
          resume(store).close();
          assertThat(pages).hasContent(lines(1, 2, 3));
          assertThat(notices)
              .containsExactly(
                  "file %s has 59 pages that the job's store does not know: they are cut off, and asked for again"
                      .formatted(pages));
        });
  }

  @Test
  void moreOfThemThanAKillCanLeaveAreLeftAsTheyAre() throws Exception {
    run(
        () -> {
          MemoryStore store = threePages();
          Files.writeString(pages, line(4).repeat(300), StandardOpenOption.APPEND);
          assertThatThrownBy(() -> resume(store))
              .isInstanceOf(StoreException.class)
              .hasMessage(
                  "file %s has 300 pages that the job's store does not know: it has lost what came"
                      + " last, perhaps with its file job.db-wal; put that back, or move the pages"
                      + " aside and resume",
                  pages);
          assertThat(Files.readAllLines(pages)).hasSize(303);
        });
  }

  @Test
  void aLinkInPlaceOfAFileIsNotFollowed() throws Exception {
    run(
        () -> {
          MemoryStore store = threePages();
          Path precious = Files.writeString(folder.resolve("precious"), "a\n".repeat(5000));
          Files.delete(pages);
          Files.createSymbolicLink(pages, precious);
          assertThatThrownBy(() -> resume(store))
              .isInstanceOf(StoreException.class)
              .hasMessage(
                  "job %s has a link in place of its file pages.jsonl; delete that", job.path());
          assertThat(precious).hasSize(10_000);
        });
  }

  @Test
  void whatAGroupThatWasCancelledHasWrittenIsCutOffByTheNext() throws Exception {
    run(
        () -> {
          try (JobOutput output = JobOutput.create(job, JSON_LINES)) {
            append(output, 1);
            Task<long[]> cancelled = Async.spawn(() -> append(output, 2, 3));
            Async.yieldNow();
            cancelled.cancel();
            Async.wait(List.of(cancelled), ReturnWhen.ALL_COMPLETED);
            assertThat(cancelled.isCancelled()).isTrue();

            append(output, 4);
            assertThat(pages).hasContent(lines(1, 4));
            assertThat(output.ends().pages()).isEqualTo(Files.size(pages));
          }
        });
  }

  /// Its thread may begin as late as that.
  @Test
  void aGroupThatWasCancelledWritesNothingAfterTheNext() throws Exception {
    run(
        () -> {
          try (JobOutput output = JobOutput.create(job, JSON_LINES)) {
            append(output, 1);
            JobOutput.Group late = output.new Group(List.of(page(2), page(3)), List.of(request(2)));

            append(output, 4);
            late.write();

            assertThat(pages).hasContent(lines(1, 4));
            assertThat(Files.readAllLines(job.requests())).hasSize(2);
            append(output, 5);
            assertThat(pages).hasContent(lines(1, 4, 5));
          }
        });
  }

  @Test
  void aFileThatWasDeletedMeanwhileIsTold() throws Exception {
    run(
        () -> {
          try (JobOutput output = JobOutput.create(job, JSON_LINES)) {
            append(output, 1);
            Files.delete(pages);
            assertThatThrownBy(() -> append(output, 2))
                .isInstanceOf(CannotWriteException.class)
                .hasMessage(
                    "cannot write to %s: it was deleted or replaced while it was in use", pages);
          }
        });
  }

  @Test
  void aFileThatWasCutMeanwhileIsTold() throws Exception {
    run(
        () -> {
          try (JobOutput output = JobOutput.create(job, JSON_LINES)) {
            append(output, 1);
            Files.writeString(pages, "");
            assertThatThrownBy(() -> append(output, 2))
                .isInstanceOf(CannotWriteException.class)
                .hasMessage("cannot write to %s: it was cut while it was in use", pages);
            assertThat(pages).isEmptyFile();
          }
        });
  }

  @Test
  void aFullDiskIsTold() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    run(
        () -> {
          try (JobOutput output =
              JobOutput.create(job, PagesTo.file(PageFormat.JSON_LINES, full))) {
            assertThatThrownBy(() -> append(output, 1))
                .isInstanceOf(CannotWriteException.class)
                .hasMessage("cannot write to /dev/full: No space left on device");
          }
        });
  }

  /// Appends pages until that fails.
  static final class Filler {
    private Filler() {}

    public static void main(String[] folder) throws Exception {
      run(
          () -> {
            JobFolder job = JobFolder.create(Path.of(folder[0]), "resume");
            try (JobOutput output = JobOutput.create(job, JSON_LINES)) {
              while (true) {
                append(output, 1, 2, 3, 4, 5, 6, 7, 8, 9);
              }
            } catch (CannotWriteException full) {
              System.out.println(full.getMessage());
            }
          });
    }
  }

  @Test
  @Tag("process")
  void whatFindsNoRoomLeavesNoTornLine() throws Exception {
    Programs.assumeInstalled("sh");
    Path filled = folder.resolve("full.crawl");
    List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -f 20; exec \"$@\"", "sh"));
    limited.addAll(ChildJvm.of(Filler.class).flags("-XX:-UsePerfData").command(filled.toString()));
    try (ChildProcess filler =
        ChildProcess.start(new ProcessBuilder(limited).redirectErrorStream(true))) {
      String said = filler.awaitLine("cannot write to " + filled);
      assertThat(said).endsWith("File too large");
      assertThat(filler.exitCode()).isZero();
    }
    assertThat(Files.readAllLines(new JobFolder(filled).pages(PageFormat.JSON_LINES)))
        .hasSizeGreaterThan(9)
        .allMatch(line -> line.endsWith("}"));
  }

  /// Opens the files of a job when no other file can be.
  static final class Opener {
    private Opener() {}

    public static void main(String[] folder) throws Exception {
      run(
          () -> {
            open(Path.of("/proc/self")); // all that is needed for it is loaded
            List<InputStream> others = new ArrayList<>();
            try {
              while (true) {
                others.add(new FileInputStream("/dev/null"));
              }
            } catch (IOException none) {
              open(Path.of(folder[0]));
            }
          });
    }

    @Suspends
    private static void open(Path folder) {
      try {
        JobOutput.create(new JobFolder(folder), JSON_LINES).close();
      } catch (CannotWriteException failure) {
        System.out.println(failure.getMessage());
      }
    }
  }

  @Test
  @Tag("process")
  void whereNoMoreFilesCanBeOpenedThatIsTold() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self")));
    List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -n 200; exec \"$@\"", "sh"));
    limited.addAll(ChildJvm.of(Opener.class).command(job.path().toString()));
    try (ChildProcess process = ChildProcess.start(new ProcessBuilder(limited))) {
      assertThat(process.output()).endsWith("pages.jsonl: too many open files; raise ulimit -n");
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenIsTold() throws Exception {
    run(
        () ->
            assertThatThrownBy(() -> JobOutput.create(job, PagesTo.file(PageFormat.CSV, folder)))
                .isInstanceOf(CannotWriteException.class)
                .hasCauseInstanceOf(IOException.class)
                .hasMessage("cannot write to %s: it is a directory; name a file in it", folder));
  }
}
