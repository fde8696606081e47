package dev.baton.scraper.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.program.CannotWriteException;
import dev.baton.program.Sink;
import dev.baton.scraper.Answer;
import dev.baton.scraper.Change;
import dev.baton.scraper.FakeSite;
import dev.baton.scraper.Page;
import dev.baton.scraper.PageRow;
import dev.baton.scraper.Problem;
import dev.baton.scraper.StoreException;
import dev.baton.scraper.UrlRecord;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.sqlite.SqliteCrawlStore;
import dev.baton.scraper.sqlite.SqliteJobReader;
import dev.baton.sql.Database;
import dev.baton.sql.Sqlite;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ExportTest {
  private static final List<Page> PAGES =
      List.of(
          page(1, FakeSite.html(200, "=A \"b\", c\u202e", links("/2", "/3"), true), "ai=n"),
          page(2, new Answer.Redirect(301, FakeSite.url("/3")), null),
          page(3, new Answer.Failed(0, Problem.NO_ANSWER, "-reset"), null),
          page(5, new Answer.NotHtml(200, "image/png", false), null),
          page(4, FakeSite.html(200, "\ttab", List.of(), false), null));

  @TempDir private Path folder;
  private JobFolder job;
  private Path target;

  @BeforeEach
  void makeTheFolder() {
    job = JobFolder.create(folder.resolve("a.crawl"), "resume");
    target = folder.resolve("exported");
  }

  private static Page page(int number, Answer answer, String usage) {
    return new Page(FakeSite.url("/" + number), number, answer, Duration.ofMillis(7), usage);
  }

  private static List<HttpUrl> links(String... paths) {
    return Arrays.stream(paths).map(FakeSite::url).toList();
  }

  private static String lines(PageFormat format) {
    return PAGES.stream()
        .map(page -> format.line(PageRow.of(page)))
        .collect(Collectors.joining("", format.head(), ""));
  }

  private PagesTo to(PageFormat format) {
    return switch (format) {
      case JSON_LINES, CSV -> PagesTo.file(format, null);
      case SQLITE -> PagesTo.tables();
      case STDOUT -> PagesTo.stdout(new Sink("stdout", new ByteArrayOutputStream()));
    };
  }

  @Suspends
  private void crawl(PageFormat format) throws CannotWriteException {
    Map<String, String> settings = Map.of(SqliteCrawlStore.FORMAT, format.text());
    try (SqliteCrawlStore store = SqliteCrawlStore.create(job.store(), settings);
        JobOutput output = JobOutput.create(job, to(format))) {
      long[] ends = output.append(PAGES, List.of());
      List<Change> changes = new ArrayList<>();
      for (int i = 0; i < ends.length; i++) {
        Page page = PAGES.get(i);
        UrlRecord url =
            new UrlRecord(
                i + 1,
                page.url().toString(),
                1,
                UrlRecord.Kind.PAGE,
                page.depth(),
                0,
                UrlState.PENDING,
                0,
                0);
        changes.add(new Change.Found(url, 0, null));
        changes.add(
            new Change.Done(
                i + 1, UrlState.FETCHED, null, page.answer().status(), 7, page, ends[i]));
      }
      store.commit(changes, output.ends());
    }
  }

  @Suspends
  private long export(PageFormat source, PageFormat format) throws CannotWriteException {
    return new Export(job, to(source), new SqliteJobReader(job.store()))
        .run(format, ExportTarget.of(target));
  }

  /// CSV cannot tell what was escaped.
  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"CSV", "STDOUT"})
  void linesOfJson(PageFormat source) throws Exception {
    EventLoop.run(
        () -> {
          crawl(source);
          assertThat(export(source, PageFormat.JSON_LINES)).isEqualTo(5);
        });
    assertThat(target).hasContent(lines(PageFormat.JSON_LINES));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "STDOUT")
  void csv(PageFormat source) throws Exception {
    EventLoop.run(
        () -> {
          crawl(source);
          assertThat(export(source, PageFormat.CSV)).isEqualTo(5);
        });
    assertThat(target).hasContent(lines(PageFormat.CSV));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "STDOUT")
  void tables(PageFormat source) throws Exception {
    EventLoop.run(
        () -> {
          crawl(source);
          assertThat(export(source, PageFormat.SQLITE)).isEqualTo(5);
        });
    assertHasTables(target);
    assertThat(folder).isDirectoryNotContaining("glob:**exported?*");
  }

  @Test
  void tablesInTheJobsOwnFile() throws Exception {
    EventLoop.run(() -> crawl(PageFormat.SQLITE));
    assertHasTables(job.store());
  }

  private static void assertHasTables(Path file) {
    assertThat(query(file, "SELECT url || ' ' || ifnull(status, 'none') FROM pages ORDER BY id"))
        .containsExactly(
            "http://site.test/1 200",
            "http://site.test/2 301",
            "http://site.test/3 none",
            "http://site.test/5 200",
            "http://site.test/4 200");
    assertThat(query(file, "SELECT url || ' ' || type FROM pages WHERE type IS NOT NULL"))
        .containsExactly("http://site.test/5 image/png");
    assertThat(query(file, "SELECT title FROM pages WHERE id = 1").getFirst())
        .startsWith("=A \"b\", c");
    assertThat(query(file, "SELECT error FROM pages WHERE error IS NOT NULL"))
        .containsExactly("-reset", "only the first 0 links were taken");
    assertThat(query(file, "SELECT usage || depth || ms FROM pages WHERE usage IS NOT NULL"))
        .containsExactly("ai=n17");
    assertThat(query(file, "SELECT page || ' ' || url FROM links ORDER BY page, url"))
        .containsExactly("1 http://site.test/2", "1 http://site.test/3", "2 http://site.test/3");
  }

  private static List<String> query(Path file, String sql) {
    return EventLoop.run(
        () ->
            Database.<List<String>, RuntimeException>read(
                Sqlite.url(file),
                new Sqlite(),
                "query",
                it -> it.query(row -> row.getString(1), sql)));
  }

  @Test
  void whatIsNotCertainIsLeftOut() throws Exception {
    EventLoop.run(
        () -> {
          crawl(PageFormat.JSON_LINES);
          Files.writeString(job.pages(PageFormat.JSON_LINES), "{\"torn", StandardOpenOption.APPEND);
          assertThat(export(PageFormat.JSON_LINES, PageFormat.JSON_LINES)).isEqualTo(5);
        });
    assertThat(target).hasContent(lines(PageFormat.JSON_LINES));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "STDOUT")
  void aCrawlWithoutPages(PageFormat source) throws Exception {
    EventLoop.run(
        () -> {
          SqliteCrawlStore.create(job.store(), Map.of(SqliteCrawlStore.FORMAT, source.text()))
              .close();
          JobOutput.create(job, to(source)).close();
          assertThat(export(source, PageFormat.CSV)).isZero();
        });
    assertThat(target).hasContent(CsvLines.head());
  }

  private void isRefused(PageFormat source, Path to, String why, Object... seen) {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () ->
                        new Export(job, to(source), new SqliteJobReader(job.store()))
                            .run(PageFormat.JSON_LINES, ExportTarget.of(to))))
        .isInstanceOf(StoreException.class)
        .hasMessage(why, seen);
  }

  @Test
  void whatWentToStdoutIsRefused() throws Exception {
    EventLoop.run(() -> crawl(PageFormat.STDOUT));
    isRefused(
        PageFormat.STDOUT,
        target,
        "job %s has its pages nowhere: they went to stdout; crawl again with --out FILE",
        job);
  }

  @Test
  void theJobsOwnFileIsRefused() throws Exception {
    EventLoop.run(() -> crawl(PageFormat.JSON_LINES));
    Path own = job.pages(PageFormat.JSON_LINES);
    isRefused(
        PageFormat.JSON_LINES,
        own,
        "job %s has its pages in %s already; name another file",
        job,
        own);
    assertThat(own).hasContent(lines(PageFormat.JSON_LINES));
  }

  @Test
  void aFileOfPagesThatIsShorterIsTold() throws Exception {
    EventLoop.run(() -> crawl(PageFormat.JSON_LINES));
    Path own = Files.writeString(job.pages(PageFormat.JSON_LINES), "{}\n");
    isRefused(
        PageFormat.JSON_LINES,
        target,
        "job %s has lost pages: file %s has 3 of %d bytes; resume it",
        job,
        own,
        lines(PageFormat.JSON_LINES).length());
  }

  @Test
  void whatIsNoPageIsToldAndTheTargetStaysAsItWas() throws Exception {
    EventLoop.run(() -> crawl(PageFormat.CSV));
    Path own = job.pages(PageFormat.CSV);
    Files.writeString(own, Files.readString(own).replace(",301,", ",3x1,"));
    Files.writeString(target, "before");
    isRefused(
        PageFormat.CSV,
        target,
        "file %s has a line that is no page: For input string: \"3x1\"; it was changed by somebody"
            + " else",
        own);
    assertThat(target).hasContent("before");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "STDOUT")
  void aTargetThatCannotBeWrittenIsTold(PageFormat format) throws Exception {
    Path nowhere = folder.resolve("none/x");
    EventLoop.run(() -> crawl(PageFormat.SQLITE));
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () ->
                        new Export(job, PagesTo.tables(), new SqliteJobReader(job.store()))
                            .run(format, ExportTarget.of(nowhere))))
        .isInstanceOf(CannotWriteException.class)
        .hasMessage(
            "cannot write to %s: there is no directory %s; create it, or name another file",
            nowhere, nowhere.getParent());
  }

  @Test
  void aLinkStaysAndWhatItLeadsToIsReplaced() throws Exception {
    Path file = folder.resolve("file");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
    Files.createSymbolicLink(target, link);
    EventLoop.run(
        () -> {
          crawl(PageFormat.SQLITE);
          export(PageFormat.SQLITE, PageFormat.CSV);
          export(PageFormat.SQLITE, PageFormat.JSON_LINES);
        });
    assertThat(target).isSymbolicLink().hasContent(lines(PageFormat.JSON_LINES));
    assertThat(file).isRegularFile();
  }

  @Test
  void aLinkToItselfIsTold() throws Exception {
    EventLoop.run(() -> crawl(PageFormat.SQLITE));
    Files.createSymbolicLink(target, target);
    assertThatThrownBy(() -> EventLoop.run(() -> export(PageFormat.SQLITE, PageFormat.JSON_LINES)))
        .hasMessageContaining("it is a link that leads to itself; name a file");
  }

  @Test
  @Tag("process")
  void aPipeGetsLinesAndStaysAPipe() throws Exception {
    makePipe();
    EventLoop.run(() -> crawl(PageFormat.JSON_LINES));
    FutureTask<String> reader = new FutureTask<>(() -> Files.readString(target));
    Thread.ofVirtual().start(reader);
    EventLoop.run(() -> export(PageFormat.JSON_LINES, PageFormat.CSV));
    assertThat(reader.get(30, TimeUnit.SECONDS)).isEqualTo(lines(PageFormat.CSV));
    assertThat(Files.readAttributes(target, BasicFileAttributes.class).isOther()).isTrue();
  }

  @Test
  @Tag("process")
  void aPipeCanBeNoDatabase() throws Exception {
    makePipe();
    EventLoop.run(() -> crawl(PageFormat.JSON_LINES));
    assertThatThrownBy(() -> EventLoop.run(() -> export(PageFormat.JSON_LINES, PageFormat.SQLITE)))
        .isInstanceOf(CannotWriteException.class)
        .hasMessageContaining("a database must be a regular file; name one");
    assertThat(Files.readAttributes(target, BasicFileAttributes.class).isOther()).isTrue();
  }

  private void makePipe() throws Exception {
    Process mkfifo = new ProcessBuilder("mkfifo", target.toString()).inheritIO().start();
    assertThat(mkfifo.waitFor()).isZero();
  }
}
