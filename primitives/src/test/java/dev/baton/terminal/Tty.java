package dev.baton.terminal;

import java.util.ArrayList;
import java.util.List;

/// What a terminal shows after all that was written to it: enough of one for living lines. It wraps
/// as terminals do, and scrolls; it knows no attributes.
public final class Tty {
  private final int rows;
  private final int columns;
  private final List<StringBuilder> screen = new ArrayList<>();
  private int row;
  private int column;

  public Tty(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    screen.add(new StringBuilder());
  }

  public Tty write(String text) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '\n' -> lineFeed();
        case '\r' -> column = 0;
        case '\033' -> {
          int end = i + 1;
          while (!Character.isLetter(text.charAt(end))) {
            end++;
          }
          obey(text.substring(i + 1, end + 1));
          i = end + 1;
        }
        default -> put(Character.toString(c));
      }
    }
    return this;
  }

  private void obey(String command) {
    switch (command) {
      case "A" -> row = Math.max(Math.max(0, screen.size() - rows), row - 1);
      case "K" -> eraseRest();
      case "J" -> {
        eraseRest();
        screen.subList(row + 1, screen.size()).clear();
      }
      default -> throw new AssertionError("ESC [" + command);
    }
  }

  private void eraseRest() {
    StringBuilder line = screen.get(row);
    line.setLength(Math.min(line.length(), column));
  }

  private void put(String character) {
    if (column + TextWidth.of(character) > columns) {
      lineFeed(); // it wraps
    }
    StringBuilder line = screen.get(row);
    while (line.length() < column) {
      line.append(' ');
    }
    int end = Math.min(line.length(), column + character.length());
    line.replace(column, end, character);
    column += character.length();
  }

  /// As with the usual settings, `\n` goes to the beginning of the line, too.
  private void lineFeed() {
    column = 0;
    if (++row == screen.size()) {
      screen.add(new StringBuilder());
    }
  }

  /// All lines that it has shown and not erased, also those that have scrolled away.
  public List<String> lines() {
    return screen.stream().map(StringBuilder::toString).toList();
  }
}
