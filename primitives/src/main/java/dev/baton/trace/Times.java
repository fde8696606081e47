package dev.baton.trace;

import java.math.BigDecimal;
import java.math.MathContext;

/// Times as people read them.
final class Times {
  private static final long TENTH = 100_000_000L;

  private Times() {}

  /// `1.5 s`, `20 ms`, `3 µs`, with three digits at most.
  static String text(long nanos) {
    if (nanos == 0) {
      return "0 s";
    }
    if (nanos >= 999_500_000L) {
      return digits(nanos, 9) + " s";
    }
    return nanos >= 999_500 ? digits(nanos, 6) + " ms" : digits(nanos, 3) + " µs";
  }

  /// The same, but what is not short is told in seconds: `0.5 s`.
  static String inSeconds(long nanos) {
    return nanos < TENTH ? text(nanos) : digits(nanos, 9) + " s";
  }

  private static String digits(long nanos, int scale) {
    return BigDecimal.valueOf(nanos, scale)
        .round(new MathContext(3))
        .stripTrailingZeros()
        .toPlainString();
  }
}
