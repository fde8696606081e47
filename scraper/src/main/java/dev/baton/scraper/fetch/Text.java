package dev.baton.scraper.fetch;

import static java.nio.charset.StandardCharsets.UTF_16BE;

/// Text that a server has sent.
final class Text {
  private Text() {}

  /// With U+FFFD for each half of a character that stands alone, as browsers show it. HTML can name
  /// such halves (`&#xD800;`), and nothing can write them.
  static String wellFormed(String text) {
    boolean hasHalves = text.chars().anyMatch(c -> Character.isSurrogate((char) c));
    return hasHalves ? new String(text.getBytes(UTF_16BE), UTF_16BE) : text;
  }

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
