package dev.baton.look;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.stream.Collectors;

/// The terminal that `top` draws on, if the output is one.
final class Terminal {
  private static final String HOME = "\033[H";
  private static final String ERASE_LINE = "\033[K";
  private static final String ERASE_BELOW = "\033[J";

  /// @param rows lines
  /// @param columns characters in a line
  record Size(int rows, int columns) {}

  private static final Size USUAL = new Size(24, 80);

  private Terminal() {}

  static boolean isThere() {
    return System.console() != null && System.console().isTerminal();
  }

  /// It may change while we run: `stty` knows.
  static Size size() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Redirect.INHERIT)
              .redirectError(Redirect.DISCARD)
              .start();
      return size(stty.inputReader().readLine());
    } catch (IOException | RuntimeException notKnown) {
      return USUAL;
    }
  }

  /// @param line of `stty`: rows and columns, `0 0` where the terminal does not know, as over some
  ///   serial lines
  static Size size(String line) {
    String[] words = line.split(" ");
    Size size = new Size(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
    return size.rows() > 0 && size.columns() > 0 ? size : USUAL;
  }

  /// What makes this text the whole screen. Line by line instead of clearing first: it would
  /// flicker.
  static String screen(String text, Size size) {
    int fit = Math.max(1, size.rows() - 1);
    int lines = (int) text.lines().count();
    String shown =
        text.lines()
            .limit(lines > fit ? fit - 1 : fit)
            .map(line -> cut(line, size.columns()) + ERASE_LINE + "\n")
            .collect(Collectors.joining());
    String rest =
        lines > fit ? "... " + Figures.count(lines - fit + 1) + " more lines: see --once" : "";
    return HOME + shown + cut(rest, size.columns()) + ERASE_BELOW;
  }

  private static String cut(String line, int columns) {
    return line.length() <= columns ? line : line.substring(0, columns);
  }
}
