package dev.baton.scraper.url;

import java.util.regex.Pattern;

/// One spelling of each percent-escape.
///
/// By RFC 3986, section 6.2.2: hexadecimal digits are upper case (`%c3` is `%C3`), and a character
/// that never needs an escape has none (`%7E` is `~`). All others stay escaped or not, as they are:
/// whether `%2F` means a slash, only the server knows. A percent sign that begins no escape stays
/// in a query, as browsers have it. In a path it is `%25`: servers refuse it otherwise (nginx and
/// Apache with 400), also where `operator%.html` is the name of a file.
final class PercentEscapes {
  private static final Pattern NO_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final int LENGTH = 3;
  private static final String UNRESERVED = "-._~";

  private PercentEscapes() {}

  static boolean areCanonicalInPath(String path) {
    return !NO_ESCAPE.matcher(path).find() && areCanonical(path);
  }

  static String canonicalPath(String path) {
    return canonical(NO_ESCAPE.matcher(path).replaceAll("%25"));
  }

  static boolean areCanonical(String text) {
    for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
      if (isEscape(text, at) && !isCanonical(text, at)) {
        return false;
      }
    }
    return true;
  }

  static String canonical(String text) {
    if (areCanonical(text)) {
      return text;
    }
    StringBuilder canonical = new StringBuilder(text.length());
    int copied = 0;
    for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', copied)) {
      boolean isEscape = isEscape(text, at);
      canonical.append(text, copied, isEscape ? at : at + 1);
      copied = at + 1;
      if (isEscape) {
        append(octet(text, at), canonical);
        copied = at + LENGTH;
      }
    }
    return canonical.append(text, copied, text.length()).toString();
  }

  private static void append(int octet, StringBuilder canonical) {
    if (isUnreserved(octet) && !followsPercent(canonical)) {
      canonical.append((char) octet);
    } else {
      canonical.append('%').append(digit(octet >> 4)).append(digit(octet & 0xF));
    }
  }

  /// Then the character alone might make an escape of what was none: `%4%31` is not `%41`.
  private static boolean followsPercent(StringBuilder canonical) {
    int end = canonical.length();
    return end > 0 && canonical.charAt(end - 1) == '%'
        || end > 1 && canonical.charAt(end - 2) == '%';
  }

  private static char digit(int value) {
    return Character.toUpperCase(Character.forDigit(value, 16));
  }

  private static boolean isCanonical(String text, int at) {
    return isUpperCase(text.charAt(at + 1))
        && isUpperCase(text.charAt(at + 2))
        && !isUnreserved(octet(text, at));
  }

  private static boolean isUpperCase(char digit) {
    return digit < 'a';
  }

  static boolean isEscape(String text, int at) {
    return at + LENGTH <= text.length() && isHex(text.charAt(at + 1)) && isHex(text.charAt(at + 2));
  }

  static int octet(String text, int at) {
    return Character.digit(text.charAt(at + 1), 16) << 4 | Character.digit(text.charAt(at + 2), 16);
  }

  private static boolean isHex(char c) {
    return c < 0x80 && Character.digit(c, 16) >= 0;
  }

  private static boolean isUnreserved(int c) {
    return Ascii.isAlphanumeric(c) || UNRESERVED.indexOf(c) >= 0;
  }
}
