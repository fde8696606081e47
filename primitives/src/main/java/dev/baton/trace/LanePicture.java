package dev.baton.trace;

import static dev.baton.trace.Scale.ROW;

import dev.baton.html.Markup;
import dev.baton.trace.Counter.Level;
import dev.baton.trace.Timeline.Lane;
import dev.baton.trace.Timeline.Segment;
import dev.baton.trace.Timeline.State;
import java.util.List;

/// Draws the rows of a timeline: what each task does in each step, and how full things are.
final class LanePicture {
  private final Markup svg;
  private final Scale scale;
  private final Timeline timeline;
  private final List<Stuck> stuck;

  LanePicture(Markup svg, Scale scale, Timeline timeline, List<Stuck> stuck) {
    this.svg = svg;
    this.scale = scale;
    this.timeline = timeline;
    this.stuck = stuck;
  }

  void draw(Lane lane, int row) {
    int y = Scale.y(row);
    boolean isLoop = lane.task() == 0;
    int x = Scale.MARGIN + Scale.indent(lane);
    open(lane.task(), row, lane.name(), isLoop ? "name loop" : "name", x);
    if (isLoop) {
      drawReady(y);
    }
    lane.segments().forEach(segment -> drawSegment(lane, segment, y));
    if (!lane.outcome().isEmpty()) {
      drawOutcome(lane, y);
    }
    svg.close().newLine();
  }

  /// A task's number is -1 where it is none.
  private void open(int task, int row, String name, String css, int x) {
    int y = Scale.y(row);
    int top = y - ROW / 2;
    svg.open("g", "class", "lane", "data-task", task, "data-row", row)
        .empty("rect", "class", "hit", "x", 0, "y", top, "width", scale.width(), "height", ROW)
        .open("text", "class", css, "x", x, "y", y + 4)
        .element("title", name)
        .text(Texts.shortened(name, Scale.LONGEST_NAME))
        .close()
        .newLine();
  }

  /// A bar for each step: how many tasks wait for their turn.
  private void drawReady(int y) {
    int most = timeline.mostReady();
    for (int step = 0; most >= Layout.MANY_READY && step < timeline.width(); step++) {
      int ready = timeline.ready().get(step);
      if (ready > 0) {
        String tip = "step " + (step + 1) + ": " + ready + " ready, waiting for their turn";
        drawBar(new Bar("queue", step, step + 1, "", tip), y, Math.max(2, 16 * ready / most));
        svg.close();
      }
    }
    svg.newLine();
  }

  void draw(Counter counter, int row) {
    int y = Scale.y(row);
    open(-1, row, counter.label(), "name loop", Scale.MARGIN);
    for (Level level : counter.levels()) {
      int height = level.amount() == 0 ? 1 : Math.max(3, 18 * level.amount() / counter.most());
      String steps = "after " + Wording.steps(level.from(), level.to());
      String amount = String.valueOf(level.amount());
      String tip = level.text() + "\n" + steps;
      drawBar(new Bar("level", level.from(), level.to(), amount, tip), y, height);
      int x = scale.x(level.from()) + 6;
      int wide = (level.to() - level.from()) * scale.column() - 4;
      svg.element("text", Scale.fittingSmall(amount, wide), "x", x, "y", y + 6).close();
    }
    svg.close().newLine();
  }

  private record Bar(String css, int from, int to, String label, String tip) {}

  /// The caller closes it.
  private void drawBar(Bar bar, int y, int height) {
    int x = scale.x(bar.from()) + 1;
    int wide = scale.x(bar.to()) - x - 1;
    svg.open(
            "g",
            "class",
            "seg " + bar.css(),
            "data-a",
            bar.from(),
            "data-b",
            bar.to(),
            "data-label",
            bar.label())
        .element("title", bar.tip())
        .empty("rect", "x", x, "y", y + 9 - height, "width", wide, "height", height);
  }

  private void drawSegment(Lane lane, Segment segment, int y) {
    State state = segment.state();
    List<String> labels = Wording.labels(timeline, segment);
    int height = state.runs() ? 20 : state == State.READY ? 8 : 16;
    int x = scale.x(segment.from()) + 1;
    int wide = scale.x(segment.to()) - x - 1;
    svg.open(
            "g",
            "class",
            "seg " + Wording.cssClass(state) + (isStuck(lane, segment) ? " stuck" : ""),
            "data-a",
            segment.from(),
            "data-b",
            segment.to(),
            "data-label",
            String.join("\n", labels),
            "data-at",
            segment.at())
        .element("title", Wording.tip(timeline, lane, segment))
        .empty("rect", "x", x, "y", y - height / 2, "width", wide, "height", height, "rx", 3);
    if (state == State.IDLE || state == State.STOPPED) {
      String label = Scale.fittingSmall(labels.getFirst(), wide);
      svg.element("text", label, "x", x + wide / 2, "y", y + 3.5);
    } else if (state != State.READY) {
      svg.element("text", Scale.fitting(labels, wide), "x", x + 5, "y", y + 3.5);
    }
    svg.close().newLine();
  }

  private boolean isStuck(Lane lane, Segment segment) {
    return segment.state().waits()
        && stuck.stream()
            .filter(one -> one.tasks().contains(lane.task()))
            .anyMatch(one -> segment.from() <= one.step() && one.step() < segment.to());
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
            "data-wide",
            Scale.outcome(lane),
            "transform",
            "translate(" + x + "," + y + ")")
        .element("title", Wording.endOf(lane));
    Outcomes.draw(svg, kind);
    if (kind.equals("failed")) {
      svg.element("text", Wording.failureOf(lane), "x", 10, "y", 3.5);
    }
    svg.close().newLine();
  }
}
