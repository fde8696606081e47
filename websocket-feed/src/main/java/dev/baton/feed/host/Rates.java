package dev.baton.feed.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Turns counters that only grow into rates: keeps the last look, and compares.
///
/// A device counts from its second look on: one that has just come brings along what it counted
/// before. One whose counters went back was set up anew, and is taken for one that has just come.
final class Rates {
  private static final double SHORTEST = 0.001;
  private static final long TURN = 1L << 32;

  private final LongSupplier nanos;
  private final int wrapping;

  private Map<String, long[]> before = Map.of();
  private long at;

  /// @param nanos a clock that only goes forward
  Rates(LongSupplier nanos) {
    this(nanos, -1);
  }

  /// @param wrapping the counter that has 32 bits and begins again at 0; the others have 64
  Rates(LongSupplier nanos, int wrapping) {
    this.nanos = nanos;
    this.wrapping = wrapping;
  }

  /// Compares with the last look. Empty if there is no device that both have, or no time between
  /// them: then the last look is kept.
  ///
  /// @param now the counters of each device
  Optional<Growth> since(Map<String, long[]> now) {
    long time = nanos.getAsLong();
    double seconds = (time - at) / 1e9;
    if (!before.isEmpty() && seconds < SHORTEST) {
      return Optional.empty();
    }
    List<long[]> grown = new ArrayList<>();
    now.forEach((device, counters) -> grown(before.get(device), counters).ifPresent(grown::add));
    before = now;
    at = time;
    return grown.isEmpty() ? Optional.empty() : Optional.of(new Growth(seconds, grown));
  }

  private Optional<long[]> grown(long[] before, long[] now) {
    if (before == null) {
      return Optional.empty();
    }
    long[] grown = new long[now.length];
    for (int i = 0; i < now.length; i++) {
      grown[i] = now[i] - before[i];
      if (grown[i] < 0 && i == wrapping) {
        grown[i] += TURN;
      }
      if (grown[i] < 0) {
        return Optional.empty();
      }
    }
    return Optional.of(grown);
  }
}
