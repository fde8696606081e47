package dev.baton.scraper.url;

import java.util.Optional;

/// One kind of trap.
interface TrapRule {
  /// Whether it is one; changes nothing.
  Optional<Trap> check(KnownUrl url);

  /// Counts a URL that is no trap by any rule.
  default void add(KnownUrl url) {}
}
