package dev.baton.feed.watch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next try: a random time up to a limit that doubles with each
/// failure.
///
/// The whole range is random ("full jitter"), so that thousands who lost the same server do not
/// come back together.
final class Backoff {
  private final Duration first;
  private final Duration max;
  private final RandomGenerator random;
  private int failures;

  Backoff(Duration first, Duration max, RandomGenerator random) {
    this.first = first;
    this.max = max;
    this.random = random;
  }

  /// The pause after one more failure.
  Duration next() {
    long limit = max.toNanos();
    if (failures < Long.SIZE - 1 && first.toNanos() <= limit >> failures) {
      limit = first.toNanos() << failures;
    }
    failures++;
    return Duration.ofNanos(random.nextLong(limit + 1));
  }

  /// All is well again.
  void reset() {
    failures = 0;
  }
}
