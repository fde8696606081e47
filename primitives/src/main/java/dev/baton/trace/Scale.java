package dev.baton.trace;

import dev.baton.trace.Timeline.Lane;
import java.util.List;

/// Where things are in a picture, in pixels.
///
/// @param left where the first column begins, right of the names
/// @param column how wide a column is
/// @param width of the whole picture
record Scale(int left, int column, int width) {
  static final int MARGIN = 16;
  static final int ROW = 30;

  /// From the top of a part to its first lane: a heading, and the numbers of the steps.
  static final int HEAD = 44;

  static final int LONGEST_NAME = 26;

  /// How wide letters are, at most, on average.
  static final double LETTER = 6.2;

  static final double NAME_LETTER = 7.2;
  private static final double SMALL_LETTER = 5.2;

  /// Columns as wide as a screen allows.
  private static final int SCREEN = 960;

  static Scale of(List<Timeline> timelines) {
    int left =
        MARGIN + Math.clamp(timelines.stream().mapToInt(Scale::names).max().orElse(0), 90, 300);
    int most = timelines.stream().mapToInt(Timeline::width).max().orElse(1);
    int column = Math.clamp(SCREEN / Math.max(1, most), 18, 136);
    Scale open = new Scale(left, column, 0);
    int right = timelines.stream().mapToInt(open::rightEnd).max().orElse(0);
    return new Scale(left, column, Math.max(right + MARGIN, 640));
  }

  private static int names(Timeline timeline) {
    double longest =
        timeline.lanes().stream()
            .mapToDouble(
                lane -> Math.min(lane.name().length(), LONGEST_NAME) * NAME_LETTER + indent(lane))
            .max()
            .orElse(0);
    int counters =
        Counter.in(timeline).stream().mapToInt(one -> one.label().length()).max().orElse(0);
    return (int) Math.max(longest, Math.min(counters, LONGEST_NAME) * NAME_LETTER) + 12;
  }

  static int indent(Lane lane) {
    return Math.min(lane.depth(), 8) * 14;
  }

  /// Where the last column ends, or what is written behind a lane.
  private int rightEnd(Timeline timeline) {
    int end = x(timeline.width());
    for (Lane lane : timeline.lanes()) {
      end = Math.max(end, x(lane.end()) + outcome(lane));
    }
    return end;
  }

  /// The room for what is written behind a lane.
  static int outcome(Lane lane) {
    return lane.outcome().isEmpty() ? 0 : 24 + letters(Wording.failureOf(lane));
  }

  /// Where a step begins.
  int x(int step) {
    return left + step * column;
  }

  /// The middle of a lane.
  static int y(int row) {
    return HEAD + row * ROW + ROW / 2;
  }

  static int letters(String text) {
    return (int) (text.length() * LETTER);
  }

  /// The first label that a box can hold, or as much of the last as it can. The page's script has
  /// the same formula.
  static String fitting(List<String> labels, int wide) {
    int fit = (int) ((wide - 8) / LETTER);
    String label =
        labels.stream().filter(one -> one.length() <= fit).findFirst().orElse(labels.getLast());
    return fit < 6 && label.length() > fit ? "" : Texts.shortened(label, fit);
  }

  /// The same in small letters and without a margin: all or nothing.
  static String fittingSmall(String label, int wide) {
    return label.length() * SMALL_LETTER > wide ? "" : label;
  }
}
