package dev.baton.trace;

import static dev.baton.trace.Scale.HEAD;
import static dev.baton.trace.Scale.ROW;

import dev.baton.html.Markup;
import dev.baton.trace.Timeline.Lane;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Draws one timeline: columns, rows, arrows over them, and marks where there is something to say.
final class PartPicture {
  static final int BETWEEN = 22;

  private final Markup svg;
  private final Scale scale;
  private final Timeline timeline;
  private final List<Counter> counters;
  private final Map<Integer, String> advice;
  private final int bottom;

  PartPicture(Markup svg, Scale scale, Timeline timeline) {
    this.svg = svg;
    this.scale = scale;
    this.timeline = timeline;
    this.counters = Counter.in(timeline);
    this.advice =
        Advice.on(timeline).stream()
            .filter(one -> one.step() < timeline.width())
            .collect(Collectors.toMap(Advice::step, Advice::text, (one, two) -> one + "\n" + two));
    this.bottom = HEAD + (timeline.lanes().size() + counters.size()) * ROW;
  }

  static int height(Timeline timeline) {
    int rows = timeline.lanes().size() + Counter.in(timeline).size();
    return HEAD + rows * ROW + BETWEEN;
  }

  /// @param marked the step that is to be marked, -1 for none
  void draw(int marked) {
    drawGrid();
    timeline.stuck().stream().filter(one -> one.step() < timeline.width()).forEach(this::drawStop);
    LanePicture rows = new LanePicture(svg, scale, timeline, timeline.stuck());
    List<Lane> lanes = timeline.lanes();
    for (int row = 0; row < lanes.size(); row++) {
      rows.draw(lanes.get(row), row);
    }
    for (int i = 0; i < counters.size(); i++) {
      rows.draw(counters.get(i), lanes.size() + i);
    }
    if (marked >= 0) {
      drawMark(Math.min(marked, timeline.width()));
    }
    new ArrowPicture(svg, scale, timeline).draw(timeline.stuck());
  }

  private void drawGrid() {
    int every = 1;
    while (every * scale.column() < 22) {
      every *= String.valueOf(every).startsWith("2") ? 5 : 2; // 1, 2, 10, 20, 100, ...
    }
    svg.open("g", "class", "grid");
    for (int step = 0; step <= timeline.width(); step++) {
      int x = scale.x(step);
      svg.empty("line", "data-a", step, "x1", x, "x2", x, "y1", HEAD - 2, "y2", bottom);
    }
    for (int step = 0; step < timeline.width(); step++) {
      boolean warns = advice.containsKey(step);
      if (warns || step % every == 0) {
        drawNumber(step, warns);
      }
    }
    svg.close().newLine();
  }

  /// White on orange where there is advice.
  private void drawNumber(int step, boolean warns) {
    String number = String.valueOf(step + 1);
    int x = scale.x(step) + scale.column() / 2;
    svg.open("g", "class", warns ? "number warns" : "number", "data-a", step);
    if (warns) {
      int wide = 12 + 6 * number.length();
      svg.element("title", advice.get(step))
          .empty("rect", "x", x - wide / 2, "y", HEAD - 19, "width", wide, "height", 15, "rx", 7);
    }
    svg.element("text", number, "x", x, "y", HEAD - 8).close();
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

  /// A line after which nothing, or not these tasks, can happen any more.
  private void drawStop(Stuck one) {
    int x = scale.x(one.step());
    svg.open("g", "class", "stop", "data-a", one.step())
        .element("title", "from here on the tasks with this edge can never run again")
        .empty("line", "x1", x, "x2", x, "y1", HEAD - 4, "y2", bottom)
        .element(
            "text", "deadlock", "class", "stop-name", "data-a", one.step(), "x", x, "y", HEAD - 22)
        .close()
        .newLine();
  }
}
