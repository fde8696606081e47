package dev.baton.scraper;

import dev.baton.Async;
import dev.baton.Suspends;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Keeps a crawl in memory, for tests in virtual time. What is committed survives a [#killed()]
/// crawl, and nothing else does.
public final class MemoryStore implements CrawlStore {
  /// All that is known of a URL.
  public record Entry(
      UrlRecord url, long from, String detail, long millis, Page page, long pageEnd) {
    private Entry with(UrlState state, int tries, String detail) {
      UrlRecord changed =
          new UrlRecord(
              url.id(),
              url.url(),
              url.host(),
              url.kind(),
              url.depth(),
              url.hops(),
              state,
              tries,
              url.status());
      return new Entry(changed, from, detail, millis, page, pageEnd);
    }

    private Entry moved(Change.Moved to) {
      UrlRecord moved =
          new UrlRecord(
              url.id(),
              url.url(),
              to.host(),
              url.kind(),
              to.depth(),
              to.hops(),
              to.state(),
              url.tries(),
              url.status());
      return new Entry(moved, to.from(), to.detail(), millis, page, pageEnd);
    }

    private Entry with(UrlState state, String detail) {
      return with(state, url.tries(), detail);
    }

    private Entry done(Change.Done done) {
      UrlRecord ended =
          new UrlRecord(
              url.id(),
              url.url(),
              url.host(),
              url.kind(),
              url.depth(),
              url.hops(),
              done.state(),
              url.tries(),
              done.status());
      return new Entry(ended, from, done.detail(), done.millis(), done.page(), done.pageEnd());
    }
  }

  private final Duration commitTakes;
  private final SequencedMap<Long, Entry> urls = new TreeMap<>();
  private final Map<Integer, SavedHost> hosts = new TreeMap<>();
  private final Map<String, SavedRobots> robots = new TreeMap<>();
  private Ends ends = new Ends(0, 0);
  private int commits;
  private int robotsRead;
  private StoreException failure;
  private boolean killed;

  public MemoryStore() {
    this(Duration.ZERO);
  }

  /// @param commitTakes how long each takes; a crawl that is killed meanwhile has not committed
  public MemoryStore(Duration commitTakes) {
    this.commitTakes = commitTakes;
  }

  /// What the next program finds. This one cannot commit any more.
  public MemoryStore killed() {
    killed = true;
    MemoryStore left = new MemoryStore(commitTakes);
    left.urls.putAll(urls);
    left.hosts.putAll(hosts);
    left.robots.putAll(robots);
    left.ends = ends;
    return left;
  }

  /// From now on each commit fails with this.
  public void failWith(StoreException why) {
    failure = why;
  }

  /// How often was committed.
  public int commits() {
    return commits;
  }

  /// All URLs in the order in which they were found.
  public List<Entry> entries() {
    return List.copyOf(urls.values());
  }

  /// What is known of a URL; null if nothing.
  public Entry entry(String url) {
    return urls.values().stream()
        .filter(entry -> entry.url().url().equals(url))
        .findFirst()
        .orElse(null);
  }

  @Override
  @Suspends
  public void commit(List<Change> changes, Ends newEnds) {
    Async.sleep(commitTakes);
    if (killed) {
      throw new StoreException("the crawl was killed");
    } else if (failure != null) {
      throw failure;
    }
    requireNew(changes);
    changes.forEach(this::apply);
    ends = newEnds;
    commits++;
  }

  private void requireNew(List<Change> changes) {
    Set<Long> found = new HashSet<>();
    for (Change change : changes) {
      if (change instanceof Change.Found(UrlRecord url, _, _)
          && (urls.containsKey(url.id()) || !found.add(url.id()))) {
        throw new StoreException("URL %d was found twice".formatted(url.id()));
      }
    }
  }

  private void apply(Change change) {
    switch (change) {
      case Change.Found(UrlRecord url, long from, String detail) ->
          urls.put(url.id(), new Entry(url, from, detail, 0, null, 0));
      case Change.Moved moved ->
          urls.computeIfPresent(moved.id(), (_, entry) -> entry.moved(moved));
      case Change.Asked(long id) ->
          urls.computeIfPresent(id, (_, entry) -> entry.with(UrlState.ASKED, entry.detail()));
      case Change.AskAgain(long id, int tries, String detail) ->
          urls.computeIfPresent(id, (_, entry) -> entry.with(UrlState.PENDING, tries, detail));
      case Change.Done done -> urls.computeIfPresent(done.id(), (_, entry) -> entry.done(done));
      case Change.HostSaved(SavedHost host) -> hosts.put(host.id(), host);
      case Change.LeftOut(int host, var state, String detail) ->
          urls.replaceAll((_, entry) -> isPending(entry, host) ? entry.with(state, detail) : entry);
      case Change.RobotsSaved(SavedRobots saved) -> robots.put(saved.origin(), saved);
    }
  }

  private static boolean isPending(Entry entry, int host) {
    return entry.url().state() == UrlState.PENDING && (host == 0 || entry.url().host() == host);
  }

  @Override
  public List<UrlRecord> pending(int host, long after, int most) {
    return urls(after, most, url -> url.state() == UrlState.PENDING && url.host() == host);
  }

  @Override
  public List<UrlRecord> known(long after, int most) {
    return urls(after, most, _ -> true);
  }

  private List<UrlRecord> urls(long after, int most, Predicate<UrlRecord> wanted) {
    Stream<UrlRecord> all = urls.values().stream().map(Entry::url);
    return all.filter(url -> url.id() > after).filter(wanted).limit(most).toList();
  }

  @Override
  public Map<Long, String> redirects(int most) {
    Map<Long, String> redirects = new TreeMap<>();
    for (Entry entry : urls.values()) {
      boolean isRedirect = entry.url().status() >= 300 && entry.url().status() < 400;
      if (isRedirect && entry.url().state() == UrlState.FETCHED && entry.detail() != null) {
        redirects.put(entry.url().id(), entry.detail());
      }
    }
    redirects.keySet().retainAll(redirects.keySet().stream().limit(most).toList());
    return redirects;
  }

  @Override
  public List<SavedHost> hosts() {
    return List.copyOf(hosts.values());
  }

  @Override
  public Optional<SavedRobots> robots(String origin) {
    robotsRead++;
    return Optional.ofNullable(robots.get(origin));
  }

  /// How often somebody has read what a robots.txt says.
  public int robotsRead() {
    return robotsRead;
  }

  @Override
  public Map<String, Instant> robotsTimes() {
    Map<String, Instant> times = new TreeMap<>();
    robots.values().forEach(each -> times.put(each.origin(), each.at()));
    return times;
  }

  @Override
  public Ends ends() {
    return ends;
  }

  @Override
  public int pagesLostAfter(Ends real) {
    List<Long> lost = new ArrayList<>();
    urls.forEach(
        (id, entry) -> {
          if (entry.pageEnd() > real.pages()) {
            lost.add(id);
          }
        });
    for (long id : lost) {
      UrlRecord url = urls.get(id).url();
      Change.Done undone =
          new Change.Done(id, UrlState.PENDING, "its line was lost", 0, 0, null, 0);
      urls.computeIfPresent(url.id(), (_, entry) -> entry.done(undone));
    }
    ends = real;
    return lost.size();
  }

  @Override
  public int reopen() {
    int[] reopened = {0};
    urls.replaceAll(
        (_, entry) -> {
          boolean left = entry.url().state() == UrlState.LIMIT && entry.url().host() != 0;
          reopened[0] += left ? 1 : 0;
          return left ? entry.with(UrlState.PENDING, null) : entry;
        });
    return reopened[0];
  }
}
