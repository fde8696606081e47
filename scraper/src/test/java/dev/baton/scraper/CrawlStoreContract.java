package dev.baton.scraper;

import static dev.baton.scraper.UrlState.ASKED;
import static dev.baton.scraper.UrlState.FAILED;
import static dev.baton.scraper.UrlState.FETCHED;
import static dev.baton.scraper.UrlState.HOST_GIVEN_UP;
import static dev.baton.scraper.UrlState.LIMIT;
import static dev.baton.scraper.UrlState.NOFOLLOW;
import static dev.baton.scraper.UrlState.PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Action;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.scraper.UrlRecord.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a crawl may rely on, whatever its store is.
public abstract class CrawlStoreContract {
  private static final Ends NONE = new Ends(0, 0);

  /// Of the test that runs.
  private CrawlStore store;

  /// A new one.
  @Suspends
  protected abstract CrawlStore create();

  /// What a later program finds where this one was.
  @Suspends
  protected abstract CrawlStore reopen(CrawlStore earlier);

  @Suspends
  protected abstract void close(CrawlStore open);

  private void with(Action<Exception> test) throws Exception {
    EventLoop.run(
        () -> {
          store = create();
          try {
            test.run();
          } finally {
            close(store);
          }
        });
  }

  @Suspends
  private void stopAndGoOn() {
    store = reopen(store);
  }

  private static UrlRecord url(long id, int host, UrlState state) {
    return new UrlRecord(
        id, "http://h%d.example/%d".formatted(host, id), host, Kind.PAGE, 1, 0, state, 0, 0);
  }

  private static Change found(long id, int host) {
    return new Change.Found(url(id, host, PENDING), 0, null);
  }

  private static Change fetched(long id, long pageEnd) {
    return new Change.Done(id, FETCHED, null, 200, 5, null, pageEnd);
  }

  @Suspends
  private void commit(Change... changes) {
    store.commit(List.of(changes), NONE);
  }

  @Suspends
  private UrlState state(long id) {
    return store.known(id - 1, 1).getFirst().state();
  }

  @Suspends
  private List<Long> pending(int host) {
    return store.pending(host, 0, 100).stream().map(UrlRecord::id).toList();
  }

  @Test
  void aNewStoreIsEmpty() throws Exception {
    with(
        () -> {
          assertThat(store.known(0, 10)).isEmpty();
          assertThat(store.pending(1, 0, 10)).isEmpty();
          assertThat(store.hosts()).isEmpty();
          assertThat(store.robotsTimes()).isEmpty();
          assertThat(store.robots("http://a.example/")).isEmpty();
          assertThat(store.ends()).isEqualTo(NONE);
        });
  }

  @Test
  void aUrlIsGivenBackAsItWasFound() throws Exception {
    UrlRecord sitemap =
        new UrlRecord(7, "http://h.example/ü?a=%00&b='\"", 3, Kind.SITEMAP, 4, 2, PENDING, 1, 503);
    with(
        () -> {
          commit(new Change.Found(sitemap, 6, "from robots.txt"));
          stopAndGoOn();

          assertThat(store.known(0, 10)).containsExactly(sitemap);
          assertThat(store.pending(3, 0, 10)).containsExactly(sitemap);
        });
  }

  @ParameterizedTest
  @EnumSource
  void eachStateIsGivenBack(UrlState state) throws Exception {
    with(
        () -> {
          commit(new Change.Found(url(1, 1, state), 0, "why"));
          commit(found(2, 1), new Change.Done(2, state, "why", 200, 1, null, 0));
          commit(found(3, 1), new Change.Moved(3, 1, state, 2, 1, 0, "why"));
          stopAndGoOn();

          assertThat(store.known(0, 10)).extracting(UrlRecord::state).containsOnly(state);
        });
  }

  @Test
  void whatIsToBeAskedForIsGivenInPartsInTheOrderInWhichItWasFound() throws Exception {
    with(
        () -> {
          for (long id = 1; id <= 9; id += 2) {
            commit(found(id, 1), found(id + 1, 2));
          }
          assertThat(store.pending(1, 0, 3)).extracting(UrlRecord::id).containsExactly(1L, 3L, 5L);
          assertThat(store.pending(1, 5, 3)).extracting(UrlRecord::id).containsExactly(7L, 9L);
          assertThat(store.pending(1, 9, 3)).isEmpty();
          assertThat(store.pending(3, 0, 3)).isEmpty();
        });
  }

  @Test
  void allThatIsKnownIsGivenInPartsInTheOrderInWhichItWasFound() throws Exception {
    with(
        () -> {
          for (long id = 1; id <= 5; id++) {
            commit(new Change.Found(url(id, 0, NOFOLLOW), 0, null));
          }
          assertThat(store.known(0, 3)).extracting(UrlRecord::id).containsExactly(1L, 2L, 3L);
          assertThat(store.known(3, 3)).extracting(UrlRecord::id).containsExactly(4L, 5L);
          assertThat(store.known(5, 3)).isEmpty();
        });
  }

  @Test
  void whatIsAskedForIsNotPendingAndIsAskedForWhenTheCrawlGoesOn() throws Exception {
    with(
        () -> {
          commit(found(1, 1), found(2, 1));
          commit(new Change.Asked(1));
          assertThat(pending(1)).containsExactly(2L);
          stopAndGoOn();

          assertThat(state(1)).isEqualTo(ASKED);
          assertThat(pending(1)).containsExactly(2L);
        });
  }

  @Test
  void whatIsToBeAskedForAgainIsPendingWithItsTries() throws Exception {
    with(
        () -> {
          commit(found(1, 1), found(2, 1), new Change.Asked(1));
          commit(new Change.AskAgain(1, 2, "no answer: connection reset"));
          stopAndGoOn();

          assertThat(pending(1)).containsExactly(1L, 2L);
          assertThat(store.pending(1, 0, 1)).extracting(UrlRecord::tries).containsExactly(2);
        });
  }

  @Test
  void whatIsDoneKeepsItsStatusAndTries() throws Exception {
    with(
        () -> {
          commit(found(1, 1), new Change.Asked(1), new Change.AskAgain(1, 1, "no answer"));
          commit(new Change.Asked(1), new Change.Done(1, FAILED, "reset", 502, 77, null, 0));
          stopAndGoOn();

          UrlRecord url = store.known(0, 1).getFirst();
          assertThat(url.state()).isEqualTo(FAILED);
          assertThat(url.status()).isEqualTo(502);
          assertThat(url.tries()).isEqualTo(1);
          assertThat(pending(1)).isEmpty();
        });
  }

  @Test
  void whatIsSaidOfRedirectsIsGivenBack() throws Exception {
    with(
        () -> {
          commit(found(1, 1), found(2, 1), found(3, 1), found(4, 1), found(5, 1));
          commit(
              answered(1, FETCHED, "redirect to /2", 301),
              answered(2, FETCHED, null, 304),
              answered(3, FAILED, "redirect loop", 302),
              answered(4, FETCHED, "it seems to need JavaScript", 200),
              answered(5, FETCHED, "redirect to /1", 308));
          stopAndGoOn();

          assertThat(store.redirects(9))
              .isEqualTo(Map.of(1L, "redirect to /2", 5L, "redirect to /1"));
          assertThat(store.redirects(1)).hasSize(1);
        });
  }

  private static Change answered(long id, UrlState state, String detail, int status) {
    return new Change.Done(id, state, detail, status, 1, null, 0);
  }

  @Test
  void whatWasLeftOutMayBeAskedForAfterAll() throws Exception {
    with(
        () -> {
          commit(new Change.Found(url(1, 1, NOFOLLOW), 0, "rel=nofollow"));
          commit(new Change.Moved(1, 1, PENDING, 7, 4, 2, null));
          stopAndGoOn();

          UrlRecord moved = url(1, 1, PENDING);
          assertThat(store.pending(1, 0, 9))
              .containsExactly(new UrlRecord(1, moved.url(), 1, Kind.PAGE, 4, 2, PENDING, 0, 0));
        });
  }

  @Test
  void changesOfOneCommitComeInTheirOrder() throws Exception {
    with(
        () -> {
          commit(
              found(1, 1),
              found(2, 1),
              new Change.LeftOut(1, LIMIT, "enough"),
              found(3, 1),
              new Change.Moved(2, 1, PENDING, 1, 1, 0, null),
              new Change.Asked(2),
              new Change.AskAgain(2, 1, "no answer"));

          assertThat(state(1)).isEqualTo(LIMIT);
          assertThat(pending(1)).containsExactly(2L, 3L);
        });
  }

  @Test
  void whatIsStillToBeAskedForOnAHostIsLeftOutAndNothingElse() throws Exception {
    with(
        () -> {
          commit(found(1, 1), found(2, 1), found(3, 1), found(4, 2));
          commit(new Change.Asked(1), fetched(2, 0));
          commit(new Change.LeftOut(1, HOST_GIVEN_UP, "asked to wait 3 h"));
          stopAndGoOn();

          assertThat(store.known(0, 9))
              .extracting(UrlRecord::state)
              .containsExactly(ASKED, FETCHED, HOST_GIVEN_UP, PENDING);
          assertThat(pending(1)).isEmpty();
          assertThat(pending(2)).containsExactly(4L);
        });
  }

  @Test
  void whatIsStillToBeAskedForOnAllHostsIsLeftOut() throws Exception {
    with(
        () -> {
          commit(found(1, 1), found(2, 2), new Change.Found(url(3, 0, NOFOLLOW), 0, null));
          commit(new Change.LeftOut(0, LIMIT, "--max-pages 2"));

          assertThat(store.known(0, 9))
              .extracting(UrlRecord::state)
              .containsExactly(LIMIT, LIMIT, NOFOLLOW);
        });
  }

  @Test
  void aCommitThatFailsLeavesNothing() throws Exception {
    with(
        () -> {
          store.commit(List.of(found(1, 1)), new Ends(10, 20));
          List<Change> twice = List.of(new Change.Asked(1), found(2, 1), found(1, 1));

          assertThatThrownBy(() -> store.commit(twice, new Ends(30, 40)))
              .isInstanceOf(StoreException.class);

          assertThat(store.known(0, 9)).containsExactly(url(1, 1, PENDING));
          assertThat(store.ends()).isEqualTo(new Ends(10, 20));
          commit(found(2, 1));
          assertThat(pending(1)).containsExactly(1L, 2L);
        });
  }

  @Test
  void theEndsAreThoseOfTheLastCommit() throws Exception {
    with(
        () -> {
          store.commit(List.of(), new Ends(1, 2));
          store.commit(List.of(), new Ends(5_000_000_000L, 6));
          stopAndGoOn();

          assertThat(store.ends()).isEqualTo(new Ends(5_000_000_000L, 6));
        });
  }

  @Test
  void aHostIsAsItWasStoredLast() throws Exception {
    Instant next = Instant.parse("2026-11-29T10:00:00.123456Z");
    SavedHost first =
        new SavedHost(2, "b.example", next, null, Duration.ZERO, Duration.ZERO, 0, null);
    SavedHost last =
        new SavedHost(
            2,
            "b.example",
            next,
            "Retry-After 120",
            Duration.ofMillis(1500),
            Duration.ofSeconds(20),
            3,
            "asked too much");
    SavedHost other =
        new SavedHost(1, "a.example:8080", next, "", Duration.ZERO, Duration.ZERO, 0, null);
    with(
        () -> {
          commit(new Change.HostSaved(first), new Change.HostSaved(other));
          commit(new Change.HostSaved(first), new Change.HostSaved(last));
          stopAndGoOn();

          assertThat(store.hosts()).containsExactly(other, last);
        });
  }

  @Test
  void whatRobotsTxtSaidIsAsItWasStoredLast() throws Exception {
    Instant at = Instant.parse("2026-11-29T10:00:00Z");
    byte[] body = {0, 1, -1, 'x'};
    with(
        () -> {
          commit(
              robots("http://b.example", at, SavedRobots.Meaning.FORBID, "no answer", new byte[0]),
              robots("http://b.example", at, SavedRobots.Meaning.READ, null, body),
              robots("http://a.example", at, SavedRobots.Meaning.ALLOW, "status 404", new byte[0]));
          stopAndGoOn();

          assertThat(store.robotsTimes())
              .isEqualTo(Map.of("http://a.example", at, "http://b.example", at));
          assertThat(store.robots("http://a.example"))
              .get()
              .usingRecursiveComparison()
              .isEqualTo(
                  new SavedRobots(
                      "http://a.example",
                      at,
                      SavedRobots.Meaning.ALLOW,
                      "status 404",
                      new byte[0]));
          assertThat(store.robots("http://b.example"))
              .get()
              .usingRecursiveComparison()
              .isEqualTo(
                  new SavedRobots("http://b.example", at, SavedRobots.Meaning.READ, null, body));
          assertThat(store.robots("http://c.example")).isEmpty();
        });
  }

  private static Change robots(
      String origin, Instant at, SavedRobots.Meaning meaning, String why, byte[] body) {
    return new Change.RobotsSaved(new SavedRobots(origin, at, meaning, why, body));
  }

  @Test
  void pagesWhoseLinesAreLostArePendingAgain() throws Exception {
    with(
        () -> {
          List<Change> changes = new ArrayList<>();
          for (long id = 1; id <= 4; id++) {
            changes.add(found(id, 1));
            changes.add(fetched(id, id == 4 ? 0 : 100 * id));
          }
          store.commit(changes, new Ends(300, 50));

          assertThat(store.pagesLostAfter(new Ends(200, 40))).isEqualTo(1);
          stopAndGoOn();
          assertThat(store.known(0, 9))
              .extracting(UrlRecord::state)
              .containsExactly(FETCHED, FETCHED, PENDING, FETCHED);
          assertThat(store.pending(1, 0, 9)).extracting(UrlRecord::status).containsExactly(0);
          assertThat(store.ends()).isEqualTo(new Ends(200, 40));
        });
  }

  @Test
  void whatALimitHadLeftOutIsPendingAgainWhenItIsRaised() throws Exception {
    with(
        () -> {
          commit(found(1, 1), found(2, 1), found(3, 1));
          commit(new Change.LeftOut(0, UrlState.LIMIT, "more pages than --max-pages 1"));
          commit(new Change.Moved(3, 0, UrlState.LIMIT, 1, 60, 0, "deeper than --max-depth 50"));

          assertThat(store.reopen()).isEqualTo(2);
          stopAndGoOn();
          assertThat(store.pending(1, 0, 9)).extracting(UrlRecord::id).containsExactly(1L, 2L);
          assertThat(store.known(0, 9))
              .extracting(UrlRecord::state)
              .containsExactly(PENDING, PENDING, UrlState.LIMIT);
        });
  }
}
