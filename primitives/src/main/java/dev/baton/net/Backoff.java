package dev.baton.net;

import java.time.Duration;

/// How long to wait before the next try: a random time up to a ceiling that doubles with each
/// failure.
///
/// ```java
/// Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30));
/// for (int failures = 1; ; failures++) {
///   try {
///     return ask();
///   } catch (IOException failure) {
///     if (failures == 5) {
///       throw failure;
///     }
///     Async.sleep(backoff.delay(failures, random.nextDouble()));
///   }
/// }
/// ```
///
/// The whole range is random ("full jitter"), so that thousands who lost the same server do not
/// come back together. Marc Brooker compares the kinds of jitter in "Exponential Backoff And
/// Jitter" (AWS Architecture Blog, 2015): with this one, clients finish soonest and make the fewest
/// calls. Who must not come back at once gives a chance of at least one half.
///
/// It holds no state: who counts the failures, and where the chance comes from, is for the caller.
///
/// @param first the ceiling after the first failure
/// @param most no ceiling is higher
public record Backoff(Duration first, Duration most) {
  private static final Duration LIMIT = Duration.ofDays(1);

  /// @throws IllegalArgumentException unless `0 < first <= most <= 1 day`
  public Backoff {
    if (!first.isPositive() || first.compareTo(most) > 0 || most.compareTo(LIMIT) > 0) {
      throw new IllegalArgumentException(
          "back-off must begin above 0 and grow to 1 day at most, got %s to %s"
              .formatted(first, most));
    }
  }

  /// The wait after so many failures in a row. A pure function.
  ///
  /// @param failures 1 or more
  /// @param chance from 0 (no wait) to 1 (the whole ceiling)
  public Duration delay(int failures, double chance) {
    if (failures < 1 || !(chance >= 0 && chance <= 1)) {
      throw new IllegalArgumentException(
          "failures must be 1 or more and chance 0 to 1, got " + failures + " and " + chance);
    }
    return Duration.ofNanos((long) (ceiling(failures - 1) * chance));
  }

  /// A day of nanoseconds takes 47 bits: shifting `most` down cannot overflow, `first` up could.
  private long ceiling(int doublings) {
    boolean beyond = doublings >= Long.SIZE || first.toNanos() > most.toNanos() >> doublings;
    return beyond ? most.toNanos() : first.toNanos() << doublings;
  }
}
