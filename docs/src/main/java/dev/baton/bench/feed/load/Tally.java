package dev.baton.bench.feed.load;

/// Counts what all subscribers get.
final class Tally {
  private final Latencies latencies = new Latencies();
  private long missing;

  void clear() {
    latencies.clear();
    missing = 0;
  }

  /// @param skipped numbers between this event and the one before it
  void event(long micros, long skipped) {
    latencies.add(micros);
    missing += skipped;
  }

  Figures figures() {
    return new Figures(
        latencies.count(),
        missing,
        latencies.quantile(0.5),
        latencies.quantile(0.99),
        latencies.quantile(0.999),
        latencies.highest());
  }
}
