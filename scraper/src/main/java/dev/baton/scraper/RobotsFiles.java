package dev.baton.scraper;

import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.program.TimeSpan;
import dev.baton.scraper.Asker.Visit;
import dev.baton.scraper.Asker.What;
import dev.baton.scraper.robots.Robots;
import dev.baton.scraper.robots.Verdict;
import dev.baton.sync.Lock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import okhttp3.HttpUrl;

/// What robots.txt says at each origin (RFC 9309): asked for when the first URL of an origin is
/// about to be, and kept for a day.
///
/// | answer for robots.txt | means |
/// |---|---|
/// | 2xx | what the file says |
/// | 3xx | followed, five times at most |
/// | 429 | the host waits, and is asked again; after ten of them everything is forbidden |
/// | 503 | the host waits, and is asked again a few times |
/// | other 4xx | nothing is forbidden |
/// | 5xx, no answer after some tries | everything is forbidden |
///
/// Requests for it are as polite as all others, at the host that a redirect leads to as well.
final class RobotsFiles {
  /// How much text of all files together is kept in memory, in bytes; the file that was not used
  /// for the longest time goes first, and is read from the store when it is needed.
  private static final int MOST_BYTES = 32 * 1024 * 1024;

  /// A file that is larger is parsed outside the loop, in bytes.
  private static final int LARGE = 16 * 1024;

  /// What is known of an origin.
  ///
  /// @param barred why nothing may be asked there at all; null if something may
  private record Entry(Robots robots, Selection.LeftOut barred, Instant until, int bytes) {}

  private final CrawlSettings settings;
  private final CrawlStore store;
  private final Hosts hosts;
  private final Asker asker;
  private final Committer committer;
  private final CrawlClock clock;
  private final CrawlListener listener;

  /// Hears of the sitemaps of each file that has come.
  private final Consumer<List<HttpUrl>> sitemaps;

  private final SequencedMap<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Lock> asking = new HashMap<>();
  private int bytes;

  /// When each of the files came that the store has, or will have when all is committed.
  private final Map<String, Instant> stored = new HashMap<>();

  RobotsFiles(
      CrawlSettings settings,
      CrawlStore store,
      Hosts hosts,
      Asker asker,
      Committer committer,
      CrawlClock clock,
      CrawlListener listener,
      Consumer<List<HttpUrl>> sitemaps) {
    this.settings = settings;
    this.store = store;
    this.hosts = hosts;
    this.asker = asker;
    this.committer = committer;
    this.clock = clock;
    this.listener = listener;
    this.sitemaps = sitemaps;
  }

  /// Why a URL must not be asked for; empty if it may. Asks for robots.txt if that is not known.
  @Suspends
  Optional<Selection.LeftOut> forbids(Host host, HttpUrl url) {
    Entry entry = entry(host, url);
    if (entry.barred != null) {
      return Optional.of(entry.barred);
    }
    Verdict verdict = entry.robots.verdict(url);
    return verdict.allowed()
        ? Optional.empty()
        : Optional.of(new Selection.LeftOut(UrlState.FORBIDDEN, verdict.sentence()));
  }

  /// What the origin's robots.txt says of the use of a page; null if nothing.
  @Suspends
  String usage(HttpUrl url) {
    String origin = origin(url);
    Entry known = entries.get(origin);
    Entry entry = known == null ? readBack(origin) : known;
    return entry == null || entry.robots == null ? null : entry.robots.usage(url).orElse(null);
  }

  private static String origin(HttpUrl url) {
    return url.resolve("/").toString();
  }

  @Suspends
  private Entry entry(Host host, HttpUrl url) {
    String origin = origin(url);
    Entry known = entries.get(origin);
    if (isFresh(known)) {
      return known;
    }
    Lock lock = asking.computeIfAbsent(origin, _ -> new Lock("robots.txt of " + origin));
    try (var _ = lock.acquire()) {
      Entry meanwhile = entries.get(origin);
      return isFresh(meanwhile) ? meanwhile : find(host, origin);
    } finally {
      asking.remove(origin, lock);
    }
  }

  private boolean isFresh(Entry entry) {
    return entry != null && clock.now().isBefore(entry.until);
  }

  @Suspends
  private Entry find(Host host, String origin) {
    Entry entry = isFresh(stored.get(origin)) ? readBack(origin) : null;
    return entry == null ? load(host, origin) : entry;
  }

  /// The wall clock may have been set back: what seems to come from the future does not count.
  private boolean isFresh(Instant at) {
    Instant now = clock.now();
    return at != null && !at.isAfter(now) && now.isBefore(at.plus(Robots.KEPT_FOR));
  }

  /// What the store has of an origin; null if nothing.
  @Suspends
  private Entry readBack(String origin) {
    if (!stored.containsKey(origin)) {
      return null;
    }
    committer.flush();
    Optional<SavedRobots> saved = store.robots(origin);
    return saved.isEmpty() ? null : keep(origin, entry(saved.get()));
  }

  @Suspends
  private Entry load(Host host, String origin) {
    Answer answer = follow(host, HttpUrl.get(origin + "robots.txt"));
    Optional<String> givenUp = host.pace().givenUp();
    if (givenUp.isPresent()) { // so nobody knows what the file says
      return bar(origin, UrlState.HOST_GIVEN_UP, givenUp.get());
    }
    if (answer instanceof Answer.Failed failed && failed.problem() == Problem.PRIVATE_ADDRESS) {
      return bar(origin, UrlState.PRIVATE_ADDRESS, failed.error());
    }
    SavedRobots saved = SavedRobots.of(origin, clock.now(), answer);
    Entry entry = keep(origin, entry(saved));
    apply(host, entry.robots);
    committer.add(new Change.RobotsSaved(saved));
    committer.touch(host); // so that no process knows the file without its Crawl-delay
    stored.put(origin, saved.at());
    sitemaps.accept(entry.robots.sitemaps(HttpUrl.get(origin)));
    return entry;
  }

  private Entry bar(String origin, UrlState state, String why) {
    Selection.LeftOut barred = new Selection.LeftOut(state, why);
    return keep(origin, new Entry(null, barred, clock.now().plus(Robots.KEPT_FOR), 0));
  }

  /// Goes on where another process was stopped. The files are read when they are needed; what they
  /// say of the pace, the hosts know.
  @Suspends
  void resume() {
    stored.putAll(store.robotsTimes());
  }

  @Suspends
  private Entry entry(SavedRobots saved) {
    return new Entry(parse(saved), null, saved.at().plus(Robots.KEPT_FOR), saved.body().length);
  }

  @Suspends
  private Robots parse(SavedRobots saved) {
    return saved.body().length < LARGE
        ? saved.robots(settings.agent())
        : Blocking.call(() -> saved.robots(settings.agent()));
  }

  private Entry keep(String origin, Entry entry) {
    Entry before = entries.put(origin, entry);
    bytes += entry.bytes - (before == null ? 0 : before.bytes);
    while (bytes > MOST_BYTES && entries.size() > 1) {
      bytes -= entries.pollFirstEntry().getValue().bytes;
    }
    return entry;
  }

  private void apply(Host host, Robots robots) {
    robots.crawlDelay().ifPresent(delay -> obey(host, delay));
  }

  private void obey(Host host, Duration delay) {
    if (host.pace().crawlDelay(delay)) {
      listener.notice(
          "%s asks for a Crawl-delay of %s; %s are waited"
              .formatted(
                  host.name(), TimeSpan.text(delay), TimeSpan.text(Robots.MOST_CRAWL_DELAY)));
    }
  }

  // --- asking

  @Suspends
  private Answer follow(Host host, HttpUrl first) {
    Answer answer = persist(host, first);
    for (int hops = 0;
        hops < Robots.MOST_REDIRECTS && answer instanceof Answer.Redirect(_, HttpUrl target);
        hops++) {
      Host at = hosts.of(target);
      if (at == null) {
        return answer;
      }
      answer = persist(at, target);
    }
    return answer;
  }

  /// Asks until there is an answer that says something. The host's pace makes it wait, and gives
  /// the host up in the end.
  @Suspends
  private Answer persist(Host host, HttpUrl url) {
    Answer last = new Answer.Failed(0, Problem.NO_ANSWER, "the host was given up");
    int refusals = 0;
    for (int failures = 0;
        failures <= settings.limits().maxRetries() && refusals < HostPace.MOST_REFUSALS; ) {
      Optional<Visit> visit = asker.ask(host, url, What.ROBOTS, () -> {});
      if (visit.isEmpty()) {
        return last;
      }
      last = visit.get().answer();
      if (last instanceof Answer.Failed failed && failed.problem() == Problem.NO_ANSWER) {
        failures++;
      } else if (last.status() == 503) {
        failures++;
      } else if (last.status() == 429) {
        refusals++;
      } else {
        return last;
      }
    }
    return last;
  }
}
