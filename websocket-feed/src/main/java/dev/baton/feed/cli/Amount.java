package dev.baton.feed.cli;

import dev.baton.feed.protocol.Unit;
import java.util.Locale;

/// A value with its unit, as people read it.
final class Amount {
  private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private Amount() {}

  /// For example `12.5 %`, `1.50 GiB`, `820 KiB/s`; of a unit that is not known, the number and its
  /// name.
  static String text(double value, Unit unit) {
    if (unit.equals(Unit.SHARE)) {
      return text("%.1f %%", value * 100);
    }
    if (unit.equals(Unit.BYTES)) {
      return bytes(value);
    }
    if (unit.equals(Unit.BYTES_PER_SECOND)) {
      return bytes(value) + "/s";
    }
    if (unit.equals(Unit.COUNT)) {
      return number(value);
    }
    if (unit.equals(Unit.PER_SECOND)) {
      return number(value) + "/s";
    }
    return number(value) + " " + unit;
  }

  /// Without a unit.
  static String number(double value) {
    return value == Math.rint(value) ? text("%.0f", value) : text("%.2f", value);
  }

  private static String bytes(double bytes) {
    int step = 0;
    double shown = bytes;
    while (Math.abs(shown) >= 999.5 && step < BINARY.length - 1) {
      shown /= 1024;
      step++;
    }
    String format = step == 0 || Math.abs(shown) >= 99.95 ? "%.0f %s" : "%.1f %s";
    return text(Math.abs(shown) < 9.995 && step > 0 ? "%.2f %s" : format, shown, BINARY[step]);
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
