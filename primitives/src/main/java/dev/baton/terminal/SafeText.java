package dev.baton.terminal;

/// Makes text from outside safe to show: nothing in it can move the cursor, change colours, begin a
/// new line, or turn the direction of writing.
///
/// ```java
/// String red = SafeText.escape("a\033[31mb"); // a, backslash, u001b[31mb
/// String shown = SafeText.escape(title, 60); // at most 60 characters
/// ```
///
/// Dangerous are the characters that a reader cannot see and a terminal may obey: control and
/// format characters, halves of a pair that stand alone, line and paragraph separators, private
/// use, and what Unicode has not assigned. Each is written as JSON writes it, in lower case, one
/// beyond the Basic Multilingual Plane as a pair. So a line of JSON stays as meaningful as it was,
/// and text that is escaped twice is the same as text that is escaped once. A backslash stays a
/// backslash: what was escaped cannot be told from what looked so before.
public final class SafeText {
  private SafeText() {}

  /// The text with an escape for each dangerous character.
  public static String escape(String text) {
    int at = firstDangerous(text);
    if (at == text.length()) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, at);
    text.substring(at).codePoints().forEach(c -> append(safe, c));
    return safe.toString();
  }

  /// The same, at most `limit` characters long; where it was cut, the last of them is "…". Neither
  /// an escape nor a pair is cut in two.
  ///
  /// @param limit at least 1
  public static String escape(String text, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("the limit must be at least 1, got " + limit);
    }
    if (text.length() <= limit && firstDangerous(text) == text.length()) {
      return text;
    }
    StringBuilder safe = new StringBuilder(Math.min(text.length(), limit) + 16);
    int fits = 0; // how much of it may stay if it has to be cut
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      append(safe, c);
      if (safe.length() > limit) {
        safe.setLength(fits);
        return safe.append('…').toString();
      }
      if (safe.length() < limit) {
        fits = safe.length();
      }
    }
    return safe.toString();
  }

  /// True for a character that is not shown as it is.
  ///
  /// @param c a code point, or half of a pair that stands alone
  public static boolean isDangerous(int c) {
    if (c >= ' ' && c < 0x7F) {
      return false; // nearly always
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  private static int firstDangerous(String text) {
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (isDangerous(c)) {
        return at;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  private static void append(StringBuilder safe, int c) {
    if (!isDangerous(c)) {
      safe.appendCodePoint(c);
      return;
    }
    for (char unit : Character.toChars(c)) {
      safe.append("\\u%04x".formatted((int) unit));
    }
  }
}
