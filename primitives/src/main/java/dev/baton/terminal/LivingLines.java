package dev.baton.terminal;

import java.util.List;

/// Lines at the bottom of a terminal that are written anew in place, while other lines scroll away
/// above them. It gives the text that does so and writes nothing itself.
///
/// ```java
/// write(living.erase() + "a line above\n" + living.draw(List.of("3 running", "12 waiting")));
/// write(living.draw(List.of("2 running", "13 waiting")));
/// write(living.erase());
/// ```
///
/// The cursor stands at the end of the last living line. Each of them is cut to the width of the
/// terminal, since one that wrapped would be two lines, of which only one is found again; and there
/// are never more of them than rows.
///
/// Used by one thread at a time, the one that writes.
public final class LivingLines {
  private static final String UP = "\033[A";
  private static final String ERASE_REST_OF_LINE = "\033[K";
  private static final String ERASE_BELOW = "\033[J";

  /// A terminal is asked for its size again after this long, in nanoseconds: each time another
  /// program is started.
  private static final long SIZE_HOLDS = 5_000_000_000L;

  private final Terminal terminal;
  private Terminal.Size size;
  private long sizeKnownAt;

  /// How many are on the screen.
  private int drawn;

  /// None are there yet.
  public LivingLines(Terminal terminal) {
    this.terminal = terminal;
  }

  /// What takes them off the screen; nothing if none are there.
  public String erase() {
    if (drawn == 0) {
      return "";
    }
    String text = toFirst() + ERASE_BELOW;
    drawn = 0;
    return text;
  }

  /// What puts these on the screen, in place of those that are there. Line by line instead of
  /// erasing all first, which would flicker.
  public String draw(List<String> lines) {
    if (lines.isEmpty()) {
      return erase();
    }
    StringBuilder text = new StringBuilder(toFirst());
    int fit = Math.min(lines.size(), Math.max(1, size().rows() - 1));
    for (int i = 0; i < fit; i++) {
      text.append(i == 0 ? "" : "\n").append(cut(lines.get(i))).append(ERASE_REST_OF_LINE);
    }
    if (drawn > fit) {
      text.append(ERASE_BELOW);
    }
    drawn = fit;
    return text.toString();
  }

  private String toFirst() {
    return drawn == 0 ? "" : "\r" + UP.repeat(drawn - 1);
  }

  /// One column stays free: a cursor after the last one is in no line that all terminals agree on.
  /// Half a number would be another one, so the cut is behind a whole field where there is one.
  private String cut(String line) {
    String whole = SafeText.escape(line);
    String cut = TextWidth.cut(whole, size().columns() - 1);
    int end = Math.max(cut.lastIndexOf(", "), cut.lastIndexOf("; "));
    return cut.equals(whole) || end < 0 ? cut : cut.substring(0, end);
  }

  private Terminal.Size size() {
    long now = System.nanoTime();
    if (size == null || now - sizeKnownAt > SIZE_HOLDS) {
      size = terminal.size();
      sizeKnownAt = now;
    }
    return size;
  }
}
