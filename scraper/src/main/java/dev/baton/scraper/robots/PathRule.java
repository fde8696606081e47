package dev.baton.scraper.robots;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import java.util.Comparator;

/// An `Allow` or `Disallow` line: whether it allows, for which paths.
record PathRule(boolean allow, PathPattern pattern, RobotsLine line) {
  /// The first that matches decides: the most specific, and of two the one that allows (RFC 9309,
  /// section 2.2.2).
  static final Comparator<PathRule> MOST_SPECIFIC_FIRST =
      comparingInt((PathRule rule) -> rule.pattern().octets())
          .reversed()
          .thenComparing(comparing(PathRule::allow).reversed());

  static PathRule of(RobotsLine line) {
    boolean allow = line.name() == RobotsLine.Name.ALLOW;
    return new PathRule(allow, PathPattern.of(line.value()), line);
  }
}
