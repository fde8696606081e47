package dev.baton.feed.host;

import java.util.Collection;

/// How much the counters of each device have grown between two looks.
///
/// @param seconds between them
/// @param counters of each device; there is at least one
record Growth(double seconds, Collection<long[]> counters) {
  /// How fast this counter grows, all devices together.
  double rate(int counter) {
    return counters.stream().mapToLong(device -> device[counter]).sum() / seconds;
  }

  /// How fast it grows at the device where it grows fastest.
  double fastest(int counter) {
    return counters.stream().mapToLong(device -> device[counter]).max().orElse(0) / seconds;
  }
}
