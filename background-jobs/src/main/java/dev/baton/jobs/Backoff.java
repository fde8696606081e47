package dev.baton.jobs;

import java.time.Duration;

/// How long a job waits after an attempt failed: twice as long each time, up to a limit, and less
/// by chance.
///
/// The chance (jitter) spreads jobs that failed together, so that they do not come back together.
/// It takes off at most half: a retry never comes at once.
///
/// @param first the wait after the first failure, at most
/// @param most no wait is longer
public record Backoff(Duration first, Duration most) {
  /// Two seconds to an hour.
  public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(2), Duration.ofHours(1));

  /// @throws IllegalArgumentException unless `0 < first <= most <= 1 day`
  public Backoff {
    if (!first.isPositive()
        || first.compareTo(most) > 0
        || most.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "back-off is out of range: %s to %s; use more than 0, up to 1 day"
              .formatted(first, most));
    }
  }

  /// The wait after so many failures. A pure function.
  ///
  /// @param failures 1 or more
  /// @param chance from 0 (half the wait) to 1 (all of it)
  public Duration delay(int failures, double chance) {
    if (failures < 1 || !(chance >= 0 && chance <= 1)) {
      throw new IllegalArgumentException(
          "failures must be 1 or more and chance 0 to 1, got " + failures + " and " + chance);
    }
    long ceiling = ceiling(failures);
    long half = ceiling / 2;
    return Duration.ofNanos(half + (long) ((ceiling - half) * chance));
  }

  private long ceiling(int failures) {
    int doublings = failures - 1;
    boolean beyond = doublings >= 63 || first.toNanos() > (most.toNanos() >> doublings);
    return beyond ? most.toNanos() : first.toNanos() << doublings;
  }
}
