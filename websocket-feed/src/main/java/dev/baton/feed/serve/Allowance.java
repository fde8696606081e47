package dev.baton.feed.serve;

/// How often something may happen: some times at once, and so often a second in the long run.
final class Allowance {
  private static final long SECOND = 1_000_000_000L;

  private final int atOnce;
  private final long each;

  /// When all that may happen at once could happen again.
  private long full = Long.MIN_VALUE;

  Allowance(int atOnce, int aSecond) {
    this.atOnce = atOnce;
    this.each = SECOND / aSecond;
  }

  /// @param now by the loop's clock
  /// @return false if it is too often
  boolean take(long now) {
    long after = Math.max(full, now) + each;
    if (after - now > atOnce * each) {
      return false;
    }
    full = after;
    return true;
  }
}
