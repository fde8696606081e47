package dev.baton.scraper.url;

/// Kinds of characters. Those of [Character] hold more than ASCII, which URLs do not.
final class Ascii {
  private Ascii() {}

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  static boolean isAlphanumeric(int c) {
    return isLetter(c) || isDigit(c);
  }

  /// At least one.
  static boolean areDigits(String text) {
    return !text.isEmpty() && countDigits(text, 0) == text.length();
  }

  /// How many there are in a row.
  static int countDigits(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end - from;
  }
}
