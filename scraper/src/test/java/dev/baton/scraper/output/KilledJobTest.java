package dev.baton.scraper.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.program.CannotWriteException;
import dev.baton.scraper.Change;
import dev.baton.scraper.CrawlStore;
import dev.baton.scraper.FakeSite;
import dev.baton.scraper.Page;
import dev.baton.scraper.UrlRecord;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.sqlite.SqliteCrawlStore;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.Nightly;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A program that writes pages and commits them in groups is killed, goes on, and is killed again.
@Tag("process")
class KilledJobTest {
  private static final PagesTo PAGES = PagesTo.file(PageFormat.JSON_LINES, null);

  /// So many URLs are asked for at once.
  private static final int UNDER_WAY = 5;

  @TempDir private Path folder;

  /// Asks for one URL after the other, for ever.
  static final class Writer {
    private Writer() {}

    public static void main(String[] folder) throws Exception {
      EventLoop.run(
          () -> {
            JobFolder job = new JobFolder(Path.of(folder[0]));
            try (SqliteCrawlStore store = SqliteCrawlStore.open(job.store());
                JobOutput output = JobOutput.resume(job, PAGES, store, System.out::println)) {
              write(store, output);
            }
          });
    }

    @Suspends
    private static void write(CrawlStore store, JobOutput output) throws CannotWriteException {
      List<Long> asked = new ArrayList<>();
      long last = 0;
      for (UrlRecord url : store.known(0, Integer.MAX_VALUE)) {
        last = url.id();
        if (url.state() == UrlState.ASKED) {
          asked.add(last);
        }
      }
      while (true) {
        List<Page> pages = asked.stream().map(Writer::page).toList();
        long[] ends = output.append(pages, List.of());
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < ends.length; i++) {
          changes.add(
              new Change.Done(asked.get(i), UrlState.FETCHED, null, 204, 1, pages.get(i), ends[i]));
        }
        asked.clear();
        for (int i = 0; i < UNDER_WAY; i++) {
          asked.add(++last);
          changes.add(new Change.Found(url(last), 0, null));
          changes.add(new Change.Asked(last));
        }
        store.commit(changes, output.ends());
        System.out.println("safe " + (last - UNDER_WAY));
      }
    }

    private static UrlRecord url(long id) {
      return new UrlRecord(
          id, page(id).url().toString(), 1, UrlRecord.Kind.PAGE, 0, 0, UrlState.PENDING, 0, 0);
    }

    private static Page page(long id) {
      return new Page(
          FakeSite.url("/" + id),
          0,
          FakeSite.html(200, "x".repeat((int) (id % 5000)), List.of(), true),
          Duration.ofMillis(1),
          null);
    }
  }

  @Test
  void noLineIsTornNoneIsThereTwiceAndNoPageIsLost() throws Exception {
    JobFolder job = JobFolder.create(folder.resolve("a.crawl"), "resume");
    EventLoop.run(() -> SqliteCrawlStore.create(job.store(), Map.of()).close());
    Random random = new Random(10);
    long safe = 0;
    for (int round = 0; round < Nightly.amount(3, 50); round++) {
      try (ChildProcess writer = ChildJvm.of(Writer.class).start(job.path().toString())) {
        for (int groups = random.nextInt(1, 60); groups > 0; groups--) {
          safe = Long.parseLong(writer.awaitLine("safe ").substring(5));
        }
      }
      check(job, safe);
    }
  }

  private static void check(JobFolder job, long safe) throws Exception {
    Set<String> fetched = new TreeSet<>();
    EventLoop.run(
        () -> {
          try (SqliteCrawlStore store = SqliteCrawlStore.open(job.store())) {
            JobOutput.resume(job, PAGES, store, KilledJobTest::isUnexpected).close();
            for (UrlRecord url : store.known(0, Integer.MAX_VALUE)) {
              if (url.state() == UrlState.FETCHED) {
                fetched.add(url.url());
              }
            }
          }
        });
    JsonMapper json = new JsonMapper();
    List<String> written =
        Files.readAllLines(job.pages(PageFormat.JSON_LINES)).stream()
            .map(line -> json.readTree(line).get("url").stringValue())
            .toList();
    assertThat(written).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(fetched);
    assertThat(written).hasSizeGreaterThanOrEqualTo((int) safe);
  }

  private static void isUnexpected(String notice) {
    throw new AssertionError(notice);
  }
}
