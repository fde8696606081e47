package dev.baton.scraper.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Figures as people read them, the same in every country.
public final class Words {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Words() {}

  /// `5,001`.
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// `1 page`, `5,001 pages`.
  public static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /// `12.5 %`, of what is not 0.
  static String share(long part, long whole) {
    double percent = 100.0 * part / whole;
    return percent > 0 && percent < 0.1 ? "<0.1 %" : String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /// `1.5 ms`, `12 ms`, `1.24 s`, `3 min 12 s`, `2 h 05 min`, `3 d 04 h`.
  static String time(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 1) {
      return millis(time.toNanos() / 1e6);
    }
    if (seconds < 60) {
      return String.format(Locale.ROOT, seconds < 10 ? "%.2f s" : "%.1f s", time.toNanos() / 1e9);
    }
    if (seconds < 3_600) {
      return pair(seconds, 60, "min", "s");
    }
    return seconds < 86_400
        ? pair(seconds / 60, 60, "h", "min")
        : pair(seconds / 3_600, 24, "d", "h");
  }

  private static String millis(double millis) {
    if (millis > 0 && millis < 0.05) {
      return "<0.1 ms";
    }
    boolean isWhole = millis >= 10 || millis == Math.rint(millis);
    return String.format(Locale.ROOT, isWhole ? "%.0f ms" : "%.1f ms", millis);
  }

  private static String pair(long small, int inLarge, String large, String unit) {
    return String.format(
        Locale.ROOT, "%d %s %02d %s", small / inLarge, large, small % inLarge, unit);
  }

  /// `812 B`, `56.3 KB`, `1.2 GB`.
  static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    double scaled = bytes;
    int unit = -1;
    do {
      scaled /= 1_000;
      unit++;
    } while (scaled >= 999.95 && unit < 4);
    return String.format(Locale.ROOT, "%.1f %cB", scaled, "KMGTP".charAt(unit));
  }

  /// `2026-11-29 10:15 UTC`.
  static String moment(Instant moment) {
    return MOMENT.format(moment);
  }
}
