package dev.baton.scraper;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/// The redirects seen so far, and whether one more leads anywhere.
///
/// Each stop on the way is a page of its own, visited once like every other, so a ring of redirects
/// ends by itself. It should not end unnoticed: the redirect that closes the ring is refused, and
/// so is one too many.
final class Redirects {
  /// As browsers have it.
  static final int MAX_HOPS = 20;

  /// Holds no ring.
  private final Map<HttpUrl, HttpUrl> targets = new HashMap<>();

  /// How many redirects have led to a page.
  private final Map<HttpUrl, Integer> hops = new HashMap<>();

  /// Notes a redirect.
  ///
  /// @return what is wrong with it
  Optional<String> add(HttpUrl from, HttpUrl to) {
    if (leadsBack(from, to)) {
      return Optional.of("redirect loop: it leads back to itself by way of " + to);
    }
    int count = hops.getOrDefault(from, 0) + 1;
    if (count > MAX_HOPS) {
      return Optional.of("more than " + MAX_HOPS + " redirects in a row");
    }
    targets.put(from, to);
    hops.merge(to, count, Math::max);
    return Optional.empty();
  }

  /// By a way that is short enough: a site may have a long one, and each of its stops looks at it.
  private boolean leadsBack(HttpUrl from, HttpUrl to) {
    HttpUrl stop = to;
    for (int i = 0; i < MAX_HOPS && stop != null && !stop.equals(from); i++) {
      stop = targets.get(stop);
    }
    return from.equals(stop);
  }
}
