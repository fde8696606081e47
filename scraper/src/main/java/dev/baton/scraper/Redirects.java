package dev.baton.scraper;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import okhttp3.HttpUrl;

/// The redirects seen so far, and whether one more leads anywhere.
///
/// Each stop on the way is a URL of its own, visited once like every other, so a ring of redirects
/// ends by itself. It should not end unnoticed: the redirect that closes the ring is refused, and
/// so is one too many.
final class Redirects {
  /// As browsers have it.
  static final int MAX_HOPS = 20;

  /// So many are remembered; a ring of others ends too, but is not called one.
  static final int MOST = 100_000;

  private static final String TO = "redirect to ";

  /// By id. Holds no ring.
  private final Map<Long, Long> targets = new HashMap<>();

  /// Looks at a redirect.
  ///
  /// @param hops how many redirects have led to `from`
  /// @param to 0 if the target is not known yet
  /// @return what is wrong with it
  Optional<String> problem(long from, int hops, long to, Object target) {
    if (leadsBack(from, to)) {
      return Optional.of("redirect loop: it leads back to itself by way of " + target);
    }
    return hops >= MAX_HOPS
        ? Optional.of("more than " + MAX_HOPS + " redirects in a row")
        : Optional.empty();
  }

  /// What is said of a URL that redirects.
  static String detail(HttpUrl target) {
    return TO + target;
  }

  /// Takes what another process has said of a URL that redirects.
  ///
  /// @param ids finds the id of a URL
  void resume(long from, String detail, ToLongFunction<HttpUrl> ids) {
    target(detail).ifPresent(target -> note(from, ids.applyAsLong(target)));
  }

  /// Where a URL redirects to, from what is said of it.
  ///
  /// @param detail null if nothing is
  static Optional<HttpUrl> target(String detail) {
    return detail != null && detail.startsWith(TO)
        ? Optional.ofNullable(HttpUrl.parse(detail.substring(TO.length())))
        : Optional.empty();
  }

  /// The target has an id now.
  void note(long from, long to) {
    if (targets.size() < MOST) {
      targets.put(from, to);
    }
  }

  /// By a way that is short enough: a site may have a long one, and each of its stops looks at it.
  private boolean leadsBack(long from, long to) {
    Long stop = to;
    for (int i = 0; i < MAX_HOPS && stop != null && stop != from; i++) {
      stop = targets.get(stop);
    }
    return stop != null && stop == from;
  }
}
