package dev.baton.trace;

import static dev.baton.trace.Scale.HEAD;
import static dev.baton.trace.Scale.ROW;

import dev.baton.trace.Timeline.Arrow;
import dev.baton.trace.Timeline.Lane;
import dev.baton.trace.Timeline.Segment;
import dev.baton.trace.Timeline.State;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Draws one timeline: columns, lanes, and arrows over them.
final class PartPicture {
  private static final int BETWEEN = 22;

  private final Markup svg;
  private final Scale scale;
  private final Timeline timeline;
  private final List<Lane> lanes;
  private final int bottom;

  PartPicture(Markup svg, Scale scale, Timeline timeline) {
    this.svg = svg;
    this.scale = scale;
    this.timeline = timeline;
    this.lanes = timeline.lanes();
    this.bottom = HEAD + lanes.size() * ROW;
  }

  static int height(Timeline timeline) {
    return HEAD + timeline.lanes().size() * ROW + BETWEEN;
  }

  /// @param marked the step that is to be marked, -1 for none
  void draw(int marked) {
    drawGrid();
    for (int row = 0; row < lanes.size(); row++) {
      drawLane(lanes.get(row), row);
    }
    if (marked >= 0) {
      drawMark(Math.min(marked, timeline.width()));
    }
    drawArrows();
  }

  private void drawGrid() {
    int every = 1;
    while (every * scale.column() < 26) {
      every *= String.valueOf(every).startsWith("2") ? 5 : 2; // 1, 2, 10, 20, 100, ...
    }
    svg.open("g", "class", "grid");
    for (int step = 0; step <= timeline.width(); step++) {
      int x = scale.x(step);
      svg.empty("line", "data-a", step, "x1", x, "x2", x, "y1", HEAD - 2, "y2", bottom);
      if (step < timeline.width() && step % every == 0) {
        String number = String.valueOf(step + 1);
        svg.element("text", number, "x", x + scale.column() / 2, "y", HEAD - 8);
      }
    }
    svg.close().newLine();
  }

  private void drawMark(int step) {
    int wide = step < timeline.width() ? scale.column() : 6;
    int x = scale.x(step);
    int top = HEAD - 20;
    svg.open("g", "class", "mark", "data-a", step, "data-b", step + 1)
        .element("title", "the first step that differs")
        .empty("rect", "x", x, "y", top, "width", wide, "height", bottom - top + 4, "rx", 4)
        .close()
        .newLine();
  }

  // --- lanes

  private void drawLane(Lane lane, int row) {
    int y = Scale.y(row);
    boolean isLoop = lane.task() == 0;
    svg.open("g", "class", "lane", "data-task", lane.task())
        .empty(
            "rect", "class", "hit", "x", 0, "y", y - ROW / 2, "width", scale.width(), "height", ROW)
        .open(
            "text",
            "class",
            isLoop ? "name loop" : "name",
            "x",
            Scale.MARGIN + Scale.indent(lane),
            "y",
            y + 4)
        .element("title", lane.name())
        .text(Texts.shortened(lane.name(), Scale.LONGEST_NAME))
        .close()
        .newLine();
    if (isLoop) {
      drawReady(y);
    }
    lane.segments().forEach(segment -> drawSegment(lane, segment, y));
    if (!lane.outcome().isEmpty()) {
      drawOutcome(lane, y);
    }
    svg.close().newLine();
  }

  /// A bar for each step: how many tasks wait for their turn.
  private void drawReady(int y) {
    int most = timeline.mostReady();
    for (int step = 0; most >= Layout.MANY_READY && step < timeline.width(); step++) {
      int ready = timeline.ready().get(step);
      if (ready > 0) {
        int height = Math.max(2, 16 * ready / most);
        int x = scale.x(step) + 1;
        svg.open("g", "class", "seg queue", "data-a", step, "data-b", step + 1)
            .element(
                "title", "step " + (step + 1) + ": " + ready + " ready, waiting for their turn")
            .empty(
                "rect", "x", x, "y", y + 9 - height, "width", scale.column() - 2, "height", height)
            .close();
      }
    }
    svg.newLine();
  }

  private void drawSegment(Lane lane, Segment segment, int y) {
    State state = segment.state();
    String label = Wording.label(timeline, segment);
    int height = state.runs() ? 20 : state == State.READY ? 8 : 16;
    int x = scale.x(segment.from()) + 1;
    int wide = scale.x(segment.to()) - x - 1;
    svg.open(
            "g",
            "class",
            "seg " + Wording.cssClass(state),
            "data-a",
            segment.from(),
            "data-b",
            segment.to(),
            "data-label",
            label)
        .element("title", Wording.tip(timeline, lane, segment))
        .empty("rect", "x", x, "y", y - height / 2, "width", wide, "height", height, "rx", 3);
    if (state == State.IDLE) {
      svg.element("text", Scale.fittingSmall(label, wide), "x", x + wide / 2, "y", y + 3.5);
    } else if (state != State.READY) {
      svg.element("text", Scale.fitting(label, wide), "x", x + 5, "y", y + 3.5);
    }
    svg.close().newLine();
  }

  private void drawOutcome(Lane lane, int y) {
    String kind = Wording.kindOf(lane);
    int x = scale.x(lane.end()) + 10;
    svg.open(
            "g",
            "class",
            "end " + kind,
            "data-a",
            lane.end(),
            "data-y",
            y,
            "transform",
            "translate(" + x + "," + y + ")")
        .element("title", Wording.endOf(lane));
    switch (kind) {
      case "done" -> svg.empty("path", "d", "M-4 0 L-1 4 L5 -5");
      case "cancelled" -> svg.empty("path", "d", "M-4 -4 L4 4 M4 -4 L-4 4");
      default ->
          svg.empty("rect", "x", -5, "y", -6, "width", 11, "height", 12, "rx", 2)
              .empty("path", "d", "M0.5 -3.5 L0.5 1 M0.5 3 L0.5 3.6")
              .element("text", Wording.failureOf(lane), "x", 10, "y", 3.5);
    }
    svg.close().newLine();
  }

  // --- arrows

  private void drawArrows() {
    Map<Integer, Integer> rows = new HashMap<>();
    for (int row = 0; row < lanes.size(); row++) {
      rows.put(lanes.get(row).task(), row);
    }
    svg.open("g", "class", "arrows").newLine();
    for (Arrow arrow : timeline.arrows()) {
      if (rows.containsKey(arrow.from()) && rows.containsKey(arrow.to())) {
        drawArrow(arrow, rows.get(arrow.from()), rows.get(arrow.to()));
      }
    }
    svg.close();
  }

  private void drawArrow(Arrow arrow, int from, int to) {
    int down = from < to ? 1 : -1;
    int y1 = Scale.y(from) + down * 10;
    int y2 = Scale.y(to) - down * halfHeight(lanes.get(to), arrow.step() + 1);
    String kind = arrow.cancels() ? "cancels" : "wakes";
    svg.open(
            "path",
            "class",
            "arrow " + kind,
            "data-a",
            arrow.step(),
            "data-from",
            arrow.from(),
            "data-to",
            arrow.to(),
            "data-y1",
            y1,
            "data-y2",
            y2,
            "d",
            curve(scale.x(arrow.step() + 1), y1, y2),
            "marker-end",
            "url(#head-" + kind + ")")
        .element("title", Wording.arrow(timeline.trace(), arrow))
        .close()
        .newLine();
  }

  /// The page's script has the same formula.
  private static String curve(int x, int y1, int y2) {
    int bend = Math.clamp((y2 - y1) / 2, -12, 12);
    return String.format(
        Locale.ROOT,
        "M%d %d C%d %d %d %d %d %d",
        x - 8,
        y1,
        x - 8,
        y1 + bend,
        x + 6,
        y2 - bend,
        x + 6,
        y2);
  }

  /// What an arrow points at is higher while the task runs.
  private static int halfHeight(Lane lane, int step) {
    return lane.at(step)
        .map(segment -> segment.state().runs() ? 11 : segment.state() == State.READY ? 5 : 9)
        .orElse(9);
  }
}
