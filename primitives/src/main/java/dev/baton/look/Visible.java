package dev.baton.look;

/// Text that comes from a program, made fit for a terminal: of bounded length, on one line, and
/// with nothing in it that cannot be seen.
final class Visible {
  private static final int MOST = 200;

  private Visible() {}

  static String of(String text) {
    StringBuilder visible = new StringBuilder(Math.min(text.length(), MOST + 3));
    for (int i = 0; i < text.length(); ) {
      if (visible.length() >= MOST) {
        return visible.append("...").toString();
      }
      int c = text.codePointAt(i);
      if (isVisible(c)) {
        visible.appendCodePoint(c);
      } else {
        visible.append("\\u%04x".formatted(c));
      }
      i += Character.charCount(c);
    }
    return visible.toString();
  }

  /// What makes the text after it run from right to left counts as a format character.
  static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
