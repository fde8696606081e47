package dev.baton.terminal;

/// How many columns of a terminal a text takes.
///
/// A letter takes one, a Chinese character or an emoji two, an accent that stands on the letter
/// before it none. Terminals do not agree about all of them: where they differ, this says two. What
/// is cut to a width by it is at most a little short, and never wraps.
public final class TextWidth {
  /// First and last of each range of characters that take two columns, or may.
  private static final int[] WIDE = {
    0x1100, 0x115F, // Hangul
    0x231A, 0x231B, // watch, hourglass
    0x23E9, 0x23FF, // clocks, buttons of a player
    0x25FD, 0x25FE, // squares
    0x2600, 0x27BF, // symbols and dingbats
    0x2B1B, 0x2B1C, // squares
    0x2B50, 0x2B55, // star, circle
    0x2E80, 0x303E, // radicals, punctuation of East Asia
    0x3041, 0x33FF, // kana
    0x3400, 0x4DBF, // Han
    0x4E00, 0x9FFF,
    0xA000, 0xA4CF, // Yi
    0xA960, 0xA97F, // Hangul
    0xAC00, 0xD7A3,
    0xF900, 0xFAFF, // Han
    0xFE10, 0xFE19, // vertical forms
    0xFE30, 0xFE6F,
    0xFF00, 0xFF60, // full width
    0xFFE0, 0xFFE6,
    0x16FE0, 0x1B2FF, // Tangut, kana
    0x1F000, 0x1FAFF, // emoji
    0x20000, 0x3FFFD // Han
  };

  /// Asks for the emoji in place of the character before it, which may make that wider.
  private static final int EMOJI_FORM = 0xFE0F;

  private TextWidth() {}

  /// The columns of this text, in which nothing is [dangerous][SafeText#isDangerous].
  public static int of(String text) {
    return text.codePoints().map(TextWidth::of).sum();
  }

  /// The beginning of the text that fits into so many columns; the whole of it if that does.
  public static String cut(String text, int columns) {
    int width = 0;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      width += of(c);
      if (width > columns) {
        return text.substring(0, at);
      }
      at += Character.charCount(c);
    }
    return text;
  }

  private static int of(int c) {
    if (c < WIDE[0]) {
      return isAccent(c) ? 0 : 1;
    }
    if (c == EMOJI_FORM) {
      return 1;
    }
    return isAccent(c) ? 0 : isWide(c) ? 2 : 1;
  }

  private static boolean isAccent(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }

  private static boolean isWide(int c) {
    for (int i = 0; i < WIDE.length; i += 2) {
      if (c <= WIDE[i + 1]) {
        return c >= WIDE[i];
      }
    }
    return false;
  }
}
