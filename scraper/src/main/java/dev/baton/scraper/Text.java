package dev.baton.scraper;

import static java.math.RoundingMode.HALF_UP;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/// Text for humans, and what makes text from outside safe to show.
public final class Text {
  private Text() {}

  /// Such as `0.05 s`, `2.5 s` or `30 s`.
  public static String seconds(Duration duration) {
    BigDecimal exact = BigDecimal.valueOf(duration.toMillis(), 3);
    BigDecimal rounded = exact.round(new MathContext(2));
    BigDecimal shown = exact.compareTo(BigDecimal.TEN) < 0 ? rounded : exact.setScale(0, HALF_UP);
    return shown.stripTrailingZeros().toPlainString() + " s";
  }

  /// Such as `45 pages/s`.
  public static String rate(int pages, Duration elapsed) {
    return Math.round(pages / Math.max(0.001, elapsed.toNanos() / 1e9)) + " pages/s";
  }

  /// At most this many characters; where it was cut there is an ellipsis.
  public static String shortened(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = length - 1;
    // a character of two units is kept whole or not at all
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /// With an escape such as `\u001B` for each character that could do something to a terminal: move
  /// the cursor, change colours, reverse the direction of writing. JSON knows the same escapes, so
  /// this leaves a line of JSON as meaningful as it was.
  public static String escaped(String text) {
    if (text.chars().noneMatch(Text::isHarmful)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (char c : text.toCharArray()) {
      if (isHarmful(c)) {
        safe.append(String.format("\\u%04X", (int) c));
      } else {
        safe.append(c);
      }
    }
    return safe.toString();
  }

  private static boolean isHarmful(int c) {
    return Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.LINE_SEPARATOR
        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
  }
}
