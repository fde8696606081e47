package dev.baton.scraper.fetch;

/// Text that a server has sent.
final class Text {
  private Text() {}

  /// At most this many characters; where it was cut there is an ellipsis.
  static String shortened(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = length - 1;
    // a character of two units is kept whole or not at all
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
