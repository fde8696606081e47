package dev.baton.scraper.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.scraper.Change;
import dev.baton.scraper.JobReader;
import dev.baton.scraper.RequestRecord;
import dev.baton.scraper.SavedHost;
import dev.baton.scraper.UrlRecord;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.output.JobFolder;
import dev.baton.scraper.output.JobOutput;
import dev.baton.scraper.output.PageFormat;
import dev.baton.scraper.output.PagesTo;
import dev.baton.scraper.sqlite.SqliteCrawlStore;
import dev.baton.scraper.sqlite.SqliteJobReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The report of a job that is in a store.
class ReportTest {
  private static final Instant START = Instant.parse("2026-11-29T10:15:00Z");
  private static final String HOME = "http://a.example/";

  @TempDir private Path temporary;
  private JobFolder folder;

  @BeforeEach
  void makeTheFolder() {
    folder = JobFolder.create(temporary.resolve("a.crawl"), "resume");
  }

  @Suspends
  private void crawl() throws Exception {
    try (SqliteCrawlStore store = SqliteCrawlStore.create(folder.store(), Map.of());
        JobOutput files = JobOutput.create(folder, PagesTo.file(PageFormat.JSON_LINES, null))) {
      files.append(List.of(), List.of(request(HOME, 0, 200), request(HOME + "gone", 3, 0)));
      store.commit(
          List.of(
              host(1, "a.example", null),
              host(2, "b.example", "it asked to wait 1h"),
              found(1, HOME, 0, UrlState.PENDING, null),
              done(1, UrlState.FETCHED, "it seems to need JavaScript", 200),
              found(2, HOME + "gone", 1, UrlState.PENDING, null),
              new Change.AskAgain(2, 4, "no answer"),
              done(2, UrlState.FAILED, "no answer within 10 s", 0),
              found(3, HOME + "cart", 1, UrlState.FORBIDDEN, "line 3: Disallow: /cart")),
          files.ends());
    }
  }

  private static RequestRecord request(String url, int second, int status) {
    Instant allowed = START.plusSeconds(second);
    return new RequestRecord(
        allowed.plusMillis(5),
        "a.example",
        url,
        status,
        Duration.ofMillis(40),
        allowed,
        "its own",
        null);
  }

  private static Change host(int id, String name, String givenUp) {
    return new Change.HostSaved(
        new SavedHost(id, name, START, "first", Duration.ZERO, Duration.ZERO, 0, givenUp));
  }

  private static Change found(long id, String url, long from, UrlState state, String detail) {
    return new Change.Found(
        new UrlRecord(id, url, 1, UrlRecord.Kind.PAGE, 1, 0, state, 0, 0), from, detail);
  }

  private static Change done(long id, UrlState state, String detail, int status) {
    return new Change.Done(id, state, detail, status, 40, null, 0);
  }

  private Document report() throws Exception {
    List<String> starts = List.of(HOME);
    PageFormat format = PageFormat.JSON_LINES;
    Set<String> own = Set.of();
    Consumer<String> notice = _ -> {};
    EventLoop.run(
        () -> {
          // @start region="Report"
          JobReader reader = new SqliteJobReader(folder.store());
          Report.write(folder, reader, "scraper", starts, format, own, notice);
          // @end
        });
    return Jsoup.parse(folder.report().toFile());
  }

  @Test
  void saysWhatTheJobHas() throws Exception {
    EventLoop.run(this::crawl);
    Document report = report();

    assertThat(report.title()).isEqualTo("Crawl of " + HOME);
    assertThat(report.select("header p").text())
        .isEqualTo("begun 2026-11-29 10:15 UTC, kept in " + folder.path());
    assertThat(report.select(".figures div").eachText())
        .containsExactly("pages 2", "URLs seen 3", "requests 2", "first to last answer 3.04 s");
    assertThat(report.select("#failed details").eachText())
        .containsExactly("1 no answer within 10 s " + HOME + "gone tried 4 times found on " + HOME);
    assertThat(report.select("#left-out summary").eachText())
        .containsExactly("1 line 3: Disallow: /cart");
    assertThat(report.select("#remarks summary").eachText())
        .containsExactly("1 it seems to need JavaScript");
    assertThat(report.select("#hosts tbody tr").eachText())
        .containsExactly(
            "b.example given up: it asked to wait 1h 0 0 – – – –",
            "a.example 2 2 40 ms 40 ms 2.96 s 5 ms");
  }

  @Test
  void ofAJobThatWasStoppedBeforeItBeganThereIsAReport() throws Exception {
    EventLoop.run(() -> SqliteCrawlStore.create(folder.store(), Map.of()).close());

    Document report = report();

    assertThat(report.select("header p").text()).startsWith("no request was sent, kept in ");
    assertThat(report.select(".notices li").text()).startsWith("The crawl is not done: ");
    assertThat(report.select("#go-on code").eachText()).contains("scraper resume " + folder.path());
  }
}
