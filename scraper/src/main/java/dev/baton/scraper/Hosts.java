package dev.baton.scraper;

import dev.baton.Suspends;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import okhttp3.HttpUrl;

/// All hosts of a crawl, and the URLs that wait on them.
///
/// A host is a name and a port; the usual ports of http and https are one host.
final class Hosts {
  /// So many there are at most.
  static final int MAX_HOSTS = 100_000;

  private final Manners manners;
  private final Set<String> ownHosts;
  private final CrawlStore store;
  private final Committer committer;
  private final Instant start;

  private final Map<String, Host> byName = new HashMap<>();

  /// Gives a host a task.
  private Consumer<Host> starter = _ -> {};

  private final WindowSpace space = new WindowSpace();

  /// @param start the moment before which no host was asked
  Hosts(CrawlSettings settings, CrawlStore store, Committer committer, Instant start) {
    this.manners = settings.manners();
    this.ownHosts = settings.ownHosts();
    this.store = store;
    this.committer = committer;
    this.start = start;
  }

  static String name(HttpUrl url) {
    String host = url.host().contains(":") ? "[" + url.host() + "]" : url.host();
    boolean usualPort = url.port() == HttpUrl.defaultPort(url.scheme());
    return usualPort ? host : host + ":" + url.port();
  }

  /// The host of a URL; null if there are too many hosts to add one.
  Host of(HttpUrl url) {
    String name = name(url);
    Host known = byName.get(name);
    if (known != null || byName.size() == MAX_HOSTS) {
      return known;
    }
    Host host = create(byName.size() + 1, name);
    committer.touch(host);
    return host;
  }

  private Host create(int id, String name) {
    boolean own = ownHosts.contains(name);
    HostPace pace = new HostPace(own, own ? Duration.ZERO : manners.leastDelay(), start);
    Host host = new Host(id, name, own ? manners.connections() : 1, pace, space);
    byName.put(name, host);
    return host;
  }

  /// Adds the hosts that another process has known, in the order of their ids.
  List<Host> resume(List<SavedHost> saved, Instant now) {
    List<Host> hosts = new ArrayList<>();
    for (SavedHost each : saved) {
      Host host = create(each.id(), each.name());
      host.pace().resume(each, now);
      hosts.add(host);
    }
    return hosts;
  }

  // --- URLs that wait

  /// Gives every host that has something to do a task, now and whenever that changes.
  void start(Consumer<Host> newStarter) {
    starter = newStarter;
    startAll();
  }

  /// Gives every host as many tasks as what waits for it keeps busy.
  private void startAll() {
    for (Host host : List.copyOf(byName.values())) {
      for (int urls = host.waiting(); urls > 0 && host.wantsTask(); urls--) {
        starter.accept(host);
      }
    }
  }

  /// Puts a URL that the store knows behind all others of its host.
  void add(Host host, UrlRecord url) {
    host.add(url);
    startTask(host);
  }

  /// The same for a URL that was left out before.
  void addLate(Host host, UrlRecord url) {
    host.addLate(url);
    startTask(host);
  }

  private void startTask(Host host) {
    if (host.waiting() > 0 && host.wantsTask()) {
      starter.accept(host);
    }
  }

  /// Takes the next URL of a host.
  ///
  /// @return null if there is none
  @Suspends
  UrlRecord take(Host host) {
    return host.take(this::read);
  }

  @Suspends
  private List<UrlRecord> read(Host host, long after, int most) {
    committer.flush();
    return store.pending(host.id(), after, most);
  }

  // --- to look at

  Collection<Host> all() {
    return byName.values();
  }

  /// Those that have something to do and must wait, the next to be asked first.
  List<Wait> waits(Instant now) {
    return byName.values().stream()
        .filter(host -> host.waiting() + host.busy() > 0 && host.mustWait(now))
        .map(host -> new Wait(host.name(), host.pace().next(), host.pace().why()))
        .sorted(Comparator.comparing(Wait::until))
        .toList();
  }
}
