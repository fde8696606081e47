package dev.baton;

import java.math.BigDecimal;
import java.time.Duration;

/// Durations as the loop counts them, and as people read them.
final class Durations {
  private Durations() {}

  /// Nanoseconds; a negative duration counts as zero, one of more than 292 years as that.
  static long nanos(Duration duration) {
    if (duration.isNegative()) {
      return 0;
    }
    try {
      return duration.toNanos();
    } catch (ArithmeticException tooLong) {
      return Long.MAX_VALUE;
    }
  }

  /// `2 s`, `1.5 s`, `100 ms`, `20 µs`.
  static String text(long nanos) {
    if (nanos >= 1_000_000_000L || nanos == 0) {
      return decimal(nanos / 1e9) + " s";
    }
    return nanos >= 1_000_000 ? decimal(nanos / 1e6) + " ms" : decimal(nanos / 1e3) + " µs";
  }

  private static String decimal(double value) {
    return BigDecimal.valueOf(Math.round(value * 1000), 3).stripTrailingZeros().toPlainString();
  }
}
