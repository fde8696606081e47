package dev.baton.top;

import dev.baton.terminal.Terminal;
import dev.baton.terminal.TextWidth;
import java.util.Locale;
import java.util.stream.Collectors;

/// What `top` draws on a terminal.
final class Screen {
  private static final String HOME = "\033[H";
  private static final String ERASE_LINE = "\033[K";
  private static final String ERASE_BELOW = "\033[J";

  private Screen() {}

  /// What makes this text the whole screen. Line by line instead of clearing first: it would
  /// flicker.
  static String of(String text, Terminal.Size size) {
    int fit = Math.max(1, size.rows() - 1);
    int lines = (int) text.lines().count();
    String shown =
        text.lines()
            .limit(lines > fit ? fit - 1 : fit)
            .map(line -> TextWidth.cut(line, size.columns()) + ERASE_LINE + "\n")
            .collect(Collectors.joining());
    String rest = lines > fit ? "... " + number(lines - fit + 1) + " more lines: see --once" : "";
    return HOME + shown + TextWidth.cut(rest, size.columns()) + ERASE_BELOW;
  }

  private static String number(int lines) {
    return String.format(Locale.ROOT, "%,d", lines);
  }
}
