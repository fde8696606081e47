package dev.baton.feed.host;

import java.util.Map;
import java.util.Set;

/// Measures what one channel publishes.
interface Meter {
  /// Takes the first look.
  ///
  /// @return the names of what this system lets it measure; empty if that is nothing
  Set<String> begin();

  /// The figures of now, and rates of the time since the last look. What cannot be known this time
  /// is absent.
  Map<String, Double> read();
}
