package dev.baton.scraper;

import dev.baton.scraper.KnownUrls.Mark;
import dev.baton.scraper.Selection.LeftOut;
import dev.baton.scraper.UrlRecord.Kind;
import java.util.Optional;
import okhttp3.HttpUrl;

/// The URLs that were seen. Each is looked at once, when it is found: it is put into the queue of
/// its host, or left out for a reason that is kept.
///
/// A URL counts as seen when it is found, not when it is visited: between the two, other pages link
/// to it. What was left out because of the link that led to it (`nofollow`, too far from a start)
/// is asked for after all when a better link comes.
final class Frontier {
  /// So many URLs are known at most; further ones are only counted.
  static final int MAX_KNOWN = 2_000_000;

  /// So many sitemaps are asked for at most: each may list many others.
  static final int MAX_SITEMAPS = 1_000;

  /// How a URL was found.
  ///
  /// @param from the id of the URL that led to it; 0: none did
  /// @param depth how many links lead to it from a start
  /// @param hops how many redirects in a row
  /// @param follow false if the link is not to be followed
  record Way(long from, int depth, int hops, boolean follow) {
    static final Way START = new Way(0, 0, 0, true);
  }

  private final Selection selection;
  private final int maxDepth;
  private final Hosts hosts;
  private final Committer committer;
  private final Tally tally;
  private final KnownUrls known = new KnownUrls();
  private int sitemaps;
  private int unrecorded;

  Frontier(CrawlSettings settings, Hosts hosts, Committer committer, Tally tally) {
    this.selection = settings.selection();
    this.maxDepth = settings.limits().maxDepth();
    this.hosts = hosts;
    this.committer = committer;
    this.tally = tally;
  }

  /// The id of a URL; 0 if it was not seen.
  long id(HttpUrl url) {
    return KnownUrls.id(known.get(url.toString()));
  }

  /// A URL was found.
  void add(HttpUrl url, Kind kind, Way way) {
    int before = known.get(url.toString());
    if (before == 0) {
      addNew(url, kind, way);
    } else if (KnownUrls.mark(before) != Mark.NONE && mark(way) == Mark.NONE) {
      admit(KnownUrls.id(before), KnownUrls.mark(before), url, way);
    }
  }

  private void addNew(HttpUrl url, Kind kind, Way way) {
    if (known.size() == MAX_KNOWN) {
      unrecorded++;
      return;
    }
    int id = known.size() + 1;
    Optional<LeftOut> stranger =
        kind == Kind.SITEMAP ? Optional.empty() : selection.outOfScope(url);
    Mark mark = stranger.isPresent() ? Mark.NONE : mark(way);
    Optional<LeftOut> left = stranger.or(() -> leftOut(mark)).or(() -> leftOut(url, kind, way));
    known.put(url.toString(), id, mark);
    UrlState state = left.map(LeftOut::state).orElse(UrlState.PENDING);
    Host host = left.isEmpty() ? hosts.of(url) : null;
    UrlRecord found =
        new UrlRecord(id, url.toString(), id(host), kind, way.depth, way.hops, state, 0, 0);
    committer.add(new Change.Found(found, way.from, left.map(LeftOut::detail).orElse(null)));
    tally.add(state);
    if (host != null) {
      count(kind);
      hosts.add(host, found);
    }
  }

  private void count(Kind kind) {
    sitemaps += kind == Kind.SITEMAP ? 1 : 0;
  }

  /// A better link has come to a URL that was left out.
  private void admit(int id, Mark before, HttpUrl url, Way way) {
    Optional<LeftOut> left = leftOut(url, Kind.PAGE, way);
    UrlState state = left.map(LeftOut::state).orElse(UrlState.PENDING);
    Host host = left.isEmpty() ? hosts.of(url) : null;
    known.put(url.toString(), id, Mark.NONE);
    String detail = left.map(LeftOut::detail).orElse(null);
    committer.add(new Change.Moved(id, id(host), state, way.from, way.depth, way.hops, detail));
    tally.move(before == Mark.NOFOLLOW ? UrlState.NOFOLLOW : UrlState.LIMIT, state, 1);
    if (host != null) {
      hosts.addLate(
          host,
          new UrlRecord(
              id, url.toString(), host.id(), Kind.PAGE, way.depth, way.hops, state, 0, 0));
    }
  }

  private static int id(Host host) {
    return host == null ? 0 : host.id();
  }

  private Mark mark(Way way) {
    if (!way.follow) {
      return Mark.NOFOLLOW;
    }
    return way.depth > maxDepth ? Mark.TOO_DEEP : Mark.NONE;
  }

  private Optional<LeftOut> leftOut(Mark mark) {
    return switch (mark) {
      case NONE -> Optional.empty();
      case NOFOLLOW ->
          Optional.of(new LeftOut(UrlState.NOFOLLOW, "only nofollow links lead to it"));
      case TOO_DEEP ->
          Optional.of(new LeftOut(UrlState.LIMIT, "deeper than --max-depth " + maxDepth));
    };
  }

  private Optional<LeftOut> leftOut(HttpUrl url, Kind kind, Way way) {
    return (kind == Kind.SITEMAP ? oneTooMany() : trap(url, way)).or(() -> withoutHost(url));
  }

  /// What somebody wants to begin with is no trap, whatever it looks like.
  private Optional<LeftOut> trap(HttpUrl url, Way way) {
    return selection.trap(url, way.depth).filter(_ -> way != Way.START);
  }

  private Optional<LeftOut> oneTooMany() {
    return sitemaps < MAX_SITEMAPS
        ? Optional.empty()
        : Optional.of(
            new LeftOut(UrlState.LIMIT, "more than " + MAX_SITEMAPS + " sitemaps in one crawl"));
  }

  private Optional<LeftOut> withoutHost(HttpUrl url) {
    Host host = hosts.of(url);
    if (host == null) {
      return Optional.of(new LeftOut(UrlState.LIMIT, "more than " + Hosts.MAX_HOSTS + " hosts"));
    }
    return host.pace().givenUp().map(why -> new LeftOut(UrlState.HOST_GIVEN_UP, why));
  }

  /// Takes a URL that another process has found.
  void resume(UrlRecord url) {
    boolean tooDeep = url.state() == UrlState.LIMIT && url.depth() > maxDepth;
    Mark mark =
        tooDeep ? Mark.TOO_DEEP : url.state() == UrlState.NOFOLLOW ? Mark.NOFOLLOW : Mark.NONE;
    known.put(url.url(), (int) url.id(), mark);
    if (url.host() != 0) {
      count(url.kind());
    }
    if (url.kind() == Kind.PAGE && url.host() != 0) {
      selection.trap(HttpUrl.get(url.url()), url.depth()); // it counts
    }
  }

  /// How many URLs were seen and not recorded, because there were too many.
  int unrecorded() {
    return unrecorded;
  }
}
