package dev.baton.feed.cli;

/// Makes text from outside safe to show.
final class Escaped {
  private Escaped() {}

  /// The text with an escape such as `\u001b` for each character that could do something to a
  /// terminal: move the cursor, change colours, turn the direction of writing. In JSON these mean
  /// the same as the characters.
  static String text(String text) {
    if (text.chars().noneMatch(Escaped::isHarmful)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (char c : text.toCharArray()) {
      if (isHarmful(c)) {
        safe.append(String.format("\\u%04x", (int) c));
      } else {
        safe.append(c);
      }
    }
    return safe.toString();
  }

  private static boolean isHarmful(int c) {
    int type = Character.getType(c);
    return Character.isISOControl(c)
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
