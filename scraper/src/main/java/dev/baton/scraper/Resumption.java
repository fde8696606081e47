package dev.baton.scraper;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.scraper.UrlRecord.Kind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Goes on where another process was stopped: takes from the store what a crawl has to have in
/// memory. A new job is one of which the store knows nothing.
final class Resumption {
  /// So many URLs are read at once.
  private static final int PAGE = 2_000;

  /// So many are taken before others may run: each is parsed, and looked at for traps.
  private static final int TURN = 200;

  private static final Set<UrlState> VISITED =
      EnumSet.of(
          UrlState.FETCHED, UrlState.NOINDEX, UrlState.TYPE, UrlState.ENCODING, UrlState.FAILED);

  private final CrawlStore store;
  private final Hosts hosts;
  private final Frontier frontier;
  private final RobotsFiles robots;
  private final Redirects redirects;
  private final StartPages startPages;
  private final Committer committer;
  private final Tally tally;
  private int taken;
  private int askedAgain;

  Resumption(
      CrawlStore store,
      Hosts hosts,
      Frontier frontier,
      RobotsFiles robots,
      Redirects redirects,
      StartPages startPages,
      Committer committer,
      Tally tally) {
    this.store = store;
    this.hosts = hosts;
    this.frontier = frontier;
    this.robots = robots;
    this.redirects = redirects;
    this.startPages = startPages;
    this.committer = committer;
    this.tally = tally;
  }

  @Suspends
  void run(Instant now) {
    List<Host> known = hosts.resume(store.hosts(), now);
    robots.resume();
    Map<Long, String> redirected = store.redirects(Redirects.MOST);
    long last = 0;
    for (List<UrlRecord> page; !(page = store.known(last, PAGE)).isEmpty(); ) {
      for (UrlRecord url : page) {
        take(url, known, redirected.get(url.id()));
        letOthersRun();
      }
      last = page.getLast().id();
    }
    for (Map.Entry<Long, String> each : redirected.entrySet()) {
      redirects.resume(each.getKey(), each.getValue(), frontier::id);
      letOthersRun();
    }
  }

  @Suspends
  private void letOthersRun() {
    if (++taken % TURN == 0) {
      Async.yieldNow();
    }
  }

  /// @param redirect what is said of it if it was answered with a redirect, or null
  private void take(UrlRecord url, List<Host> known, String redirect) {
    frontier.resume(url);
    startPages.resume(url, redirect);
    boolean isOpen = url.state() == UrlState.PENDING || url.state() == UrlState.ASKED;
    tally.add(isOpen ? UrlState.PENDING : url.state());
    if (url.state() == UrlState.ASKED) {
      askedAgain++;
      committer.add(new Change.AskAgain(url.id(), url.tries(), "under way when it was stopped"));
    }
    if (isOpen) {
      hosts.add(known.get(url.host() - 1), url);
    } else if (url.kind() == Kind.PAGE && VISITED.contains(url.state())) {
      tally.addVisit(url.status());
    }
  }

  /// How many URLs were being asked for when the crawl was stopped.
  int askedAgain() {
    return askedAgain;
  }
}
