package dev.baton.scraper.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.scraper.Answer;
import dev.baton.scraper.Change;
import dev.baton.scraper.Ends;
import dev.baton.scraper.FakeSite;
import dev.baton.scraper.FoundUrl;
import dev.baton.scraper.Page;
import dev.baton.scraper.PageRow;
import dev.baton.scraper.SavedHost;
import dev.baton.scraper.SavedRobots;
import dev.baton.scraper.StoreException;
import dev.baton.scraper.UrlRecord;
import dev.baton.scraper.UrlRecord.Kind;
import dev.baton.scraper.UrlState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJobReaderTest {
  private static final String HOME = "http://a.example/";
  private static final String DEEP = "http://a.example/b/c";
  private static final String FORBIDDEN = "http://a.example/private/x";

  @TempDir private Path folder;

  private SqliteJobReader reader() {
    return new SqliteJobReader(folder.resolve("job.db"));
  }

  private static Change found(long id, String url, long from, UrlState state, String detail) {
    return new Change.Found(
        new UrlRecord(
            id, url, state == UrlState.OUT_OF_SCOPE ? 0 : 1, Kind.PAGE, 2, 0, state, 0, 0),
        from,
        detail);
  }

  private static Change page(long id, String title, List<String> links) {
    Answer answer = FakeSite.html(200, title, links.stream().map(FakeSite::url).toList(), true);
    Page page = new Page(FakeSite.url("/other"), 2, answer, Duration.ofMillis(7), "ai=n");
    return new Change.Done(id, UrlState.FETCHED, null, 200, 7, page, 100);
  }

  @Suspends
  private SqliteCrawlStore crawl(String format) {
    SqliteCrawlStore store =
        SqliteCrawlStore.create(folder.resolve("job.db"), Map.of("format", format));
    SavedHost host =
        new SavedHost(
            1, "a.example", Instant.EPOCH, "first", Duration.ZERO, Duration.ZERO, 0, null);
    store.commit(
        List.of(
            new Change.HostSaved(host),
            found(1, HOME, 0, UrlState.PENDING, null),
            page(1, "Home", List.of("/x", "/y")),
            found(2, "http://a.example/b", 1, UrlState.PENDING, null),
            found(3, FORBIDDEN, 1, UrlState.FORBIDDEN, "line 3: Disallow: /private/"),
            found(4, "http://b.example/", 1, UrlState.OUT_OF_SCOPE, "another host"),
            page(2, null, List.of()),
            found(5, DEEP, 2, UrlState.PENDING, null),
            new Change.Asked(5),
            new Change.AskAgain(5, 2, "status 503"),
            new Change.Asked(5)),
        new Ends(300, 40));
    return store;
  }

  private interface Look {
    @Suspends
    void at(SqliteJobReader reader) throws Exception;
  }

  /// Also while the crawl runs: it is still open then.
  private void looking(Look look) throws Exception {
    EventLoop.run(
        () -> {
          try (SqliteCrawlStore _ = crawl("jsonl")) {
            look.at(reader());
          }
          look.at(reader());
        });
  }

  @Test
  void saysWhatBecameOfAUrl() throws Exception {
    looking(
        reader -> {
          assertThat(reader.find(FORBIDDEN))
              .contains(
                  new FoundUrl(
                      FORBIDDEN,
                      "a.example",
                      UrlState.FORBIDDEN,
                      "line 3: Disallow: /private/",
                      HOME,
                      0,
                      0,
                      Duration.ZERO,
                      UrlRecord.Kind.PAGE,
                      2));
          assertThat(reader.find(HOME))
              .contains(
                  new FoundUrl(
                      HOME,
                      "a.example",
                      UrlState.FETCHED,
                      null,
                      null,
                      0,
                      200,
                      Duration.ofMillis(7),
                      UrlRecord.Kind.PAGE,
                      2));
          assertThat(reader.find(DEEP).orElseThrow().state()).isEqualTo(UrlState.ASKED);
          assertThat(reader.find(DEEP).orElseThrow().tries()).isEqualTo(2);
          assertThat(reader.find("http://b.example/").orElseThrow().host()).isNull();
          assertThat(reader.find("http://a.example/B")).isEmpty();
        });
  }

  @Test
  void saysHowTheCrawlCameToAUrl() throws Exception {
    looking(
        reader -> {
          assertThat(reader.wayTo(DEEP))
              .extracting(FoundUrl::url)
              .containsExactly(HOME, "http://a.example/b", DEEP);
          assertThat(reader.wayTo(HOME)).extracting(FoundUrl::url).containsExactly(HOME);
          assertThat(reader.wayTo("http://c.example/")).isEmpty();
        });
  }

  @Test
  void countsStates() throws Exception {
    looking(
        reader ->
            assertThat(reader.states())
                .isEqualTo(
                    Map.of(
                        UrlState.FETCHED, 2L,
                        UrlState.FORBIDDEN, 1L,
                        UrlState.OUT_OF_SCOPE, 1L,
                        UrlState.ASKED, 1L)));
  }

  @Test
  void givesWhatTheStoreGives() throws Exception {
    EventLoop.run(
        () -> {
          try (SqliteCrawlStore store = crawl("csv")) {
            byte[] body = {'x'};
            store.commit(
                List.of(
                    new Change.RobotsSaved(
                        new SavedRobots(
                            HOME, Instant.EPOCH, SavedRobots.Meaning.READ, null, body))),
                new Ends(400, 50));

            assertThat(reader().settings()).isEqualTo(store.settings());
            assertThat(reader().ends()).isEqualTo(new Ends(400, 50));
            assertThat(reader().hosts()).isEqualTo(store.hosts());
            assertThat(reader().robots(HOME)).get().extracting("body").isEqualTo(body);
            assertThat(reader().robots("http://b.example/")).isEmpty();
          }
        });
  }

  @Test
  void showsAllUrlsInTheOrderInWhichTheyWereFound() throws Exception {
    List<Change> many = new ArrayList<>();
    for (int id = 6; id <= 2500; id++) {
      many.add(found(id, HOME + id, id - 1, UrlState.PENDING, null));
    }
    EventLoop.run(
        () -> {
          try (SqliteCrawlStore store = crawl("jsonl")) {
            store.commit(many, new Ends(0, 0));

            List<String> seen = new ArrayList<>();
            reader().forEach(url -> seen.add(url.url()));
            assertThat(seen).hasSize(2500).startsWith(HOME).endsWith(HOME + 2499, HOME + 2500);
          }
        });
  }

  @Test
  void readsThePagesThatTheStoreKeeps() throws Exception {
    EventLoop.run(
        () -> {
          try (SqliteCrawlStore store = crawl("sqlite")) {
            List<PageRow> pages = new ArrayList<>();
            reader().readPages(all -> all.forEach(pages::add));
            assertThat(pages)
                .containsExactly(
                    new PageRow(
                        HOME,
                        200,
                        "Home",
                        List.of("http://site.test/x", "http://site.test/y"),
                        7,
                        null,
                        2,
                        "ai=n",
                        null),
                    new PageRow(
                        "http://a.example/b", 200, null, List.of(), 7, null, 2, "ai=n", null));

            store.commit(List.of(page(1, "New", List.of())), new Ends(0, 0));
            pages.clear();
            reader().readPages(all -> all.forEach(pages::add));
            assertThat(pages).extracting(PageRow::title).containsExactly("New", null);
          }
        });
  }

  @Test
  void whatGoesToAFileIsNotKept() throws Exception {
    looking(reader -> reader.readPages(all -> assertThat(all).isEmpty()));
  }

  @Test
  void aFolderWithoutAStoreIsRefused() {
    assertThatThrownBy(() -> EventLoop.run(() -> reader().states()))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "%s is no job: there is no file job.db in it; name the folder of a crawl", folder);
  }
}
