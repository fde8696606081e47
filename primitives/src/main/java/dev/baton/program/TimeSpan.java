package dev.baton.program;

import dev.baton.terminal.SafeText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lengths of time as people write them on a command line: `500ms`, `2.5s`, `30` (seconds), `2m`,
/// `3h`, `7d`.
///
/// A number in decimal digits, with a point and further digits if need be, and right behind it one
/// of the units; without a unit it is seconds. No sign, no blank, no other digits than 0 to 9, and
/// the same in every country: `010` is ten seconds. A day has 24 hours. At most 36500d, which is
/// far more than any option allows and less than a timer can hold; not finer than a nanosecond.
public final class TimeSpan {
  /// What people are shown where a time is asked for.
  public static final String EXAMPLES = "500ms, 2.5s, 30 (seconds), 2m, 3h or 7d";

  private enum Unit {
    DAY("d", 86_400_000_000_000L),
    HOUR("h", 3_600_000_000_000L),
    MINUTE("m", 60_000_000_000L),
    SECOND("s", 1_000_000_000L),
    MILLISECOND("ms", 1_000_000L);

    final String sign;
    final BigDecimal nanos;

    Unit(String sign, long nanos) {
      this.sign = sign;
      this.nanos = BigDecimal.valueOf(nanos);
    }

    static Unit of(String sign) {
      for (Unit unit : values()) {
        if (unit.sign.equals(sign)) {
          return unit;
        }
      }
      return SECOND;
    }
  }

  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,15})?)(ms|s|m|h|d)?");

  private static final Duration MOST = Duration.ofDays(36_500);

  /// For messages.
  static final String LONGEST = "36500d";

  private static final BigDecimal MOST_NANOS = BigDecimal.valueOf(MOST.toNanos());

  /// How much of a text that is no time is shown.
  private static final int SHOWN = 40;

  private TimeSpan() {}

  /// Reads a length of time.
  ///
  /// @throws IllegalArgumentException if it is none: one sentence for whoever typed it
  public static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no time; use such as %s".formatted(SafeText.escape(text, SHOWN), EXAMPLES));
    }
    BigDecimal nanos = nanos(matcher);
    if (nanos.compareTo(MOST_NANOS) > 0) {
      throw new IllegalArgumentException(
          "\"%s\" is too long a time; use at most %s".formatted(text, LONGEST));
    }
    return Duration.ofNanos(nanos.longValue());
  }

  /// Whether this has the form of a length of time, and is longer than any can be.
  static boolean isTooLong(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches() && nanos(matcher).compareTo(MOST_NANOS) > 0;
  }

  private static BigDecimal nanos(Matcher matcher) {
    return new BigDecimal(matcher.group(1)).multiply(Unit.of(matcher.group(2)).nanos);
  }

  /// The shortest text that [#parse] reads as this length of time, with the largest unit of which
  /// it is one or more: `90s`, `2.5s`, `2m`, `500ms`.
  ///
  /// @param duration not negative, not longer than 36500d
  public static String text(Duration duration) {
    BigDecimal nanos = BigDecimal.valueOf(duration.toNanos());
    String shortest = in(Unit.MILLISECOND, nanos);
    for (Unit unit : Unit.values()) {
      if (nanos.compareTo(unit.nanos) >= 0 && isShort(nanos, unit)) {
        String text = in(unit, nanos);
        shortest = text.length() < shortest.length() ? text : shortest;
      }
    }
    return duration.isZero() ? "0s" : shortest;
  }

  /// Whether the number of these units has an end.
  private static boolean isShort(BigDecimal nanos, Unit unit) {
    return nanos.movePointRight(3).remainder(unit.nanos).signum() == 0;
  }

  private static String in(Unit unit, BigDecimal nanos) {
    return nanos.divide(unit.nanos).stripTrailingZeros().toPlainString() + unit.sign;
  }
}
