package dev.baton.look;

import java.util.Locale;

/// Numbers as people read them, in any country the same.
final class Figures {
  private Figures() {}

  /// `9,990`.
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// `12 us`, `3.4 ms`, `56 s`, `7.8 min`, `90 h`, `12 days`.
  static String time(long nanos) {
    double seconds = nanos / 1e9;
    if (seconds < 0.001) {
      return nanos / 1_000 + " us";
    }
    if (seconds < 1) {
      return number(seconds * 1_000) + " ms";
    }
    if (seconds < 120) {
      return number(seconds) + " s";
    }
    if (seconds < 2 * 3600) {
      return number(seconds / 60) + " min";
    }
    return seconds < 48 * 3600 ? number(seconds / 3600) + " h" : number(seconds / 86_400) + " days";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
  }
}
