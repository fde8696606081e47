package dev.baton.trace;

import static dev.baton.trace.Scale.MARGIN;

import dev.baton.trace.Timeline.State;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Draws timelines as one SVG: each below the other, then a legend, then notes.
///
/// Whatever the page's script moves carries what it must know in `data-` attributes: the steps from
/// `a` to `b`, and a label.
final class Picture {
  /// Arrows from everyone to everyone hide what they should show.
  private static final int MOST_ARROWS = 50;

  private static final int TITLE = 50;
  private static final int LINE = 19;

  private final Markup svg = new Markup();
  private final String title;
  private final List<Timeline> timelines;
  private final List<String> notes;
  private final int marked;
  private final Scale scale;

  /// @param notes sentences to stand below
  /// @param marked the step that is to be marked in all timelines, -1 for none
  Picture(String title, List<Timeline> timelines, List<String> notes, int marked) {
    this.title = title;
    this.timelines = timelines;
    this.notes = notes;
    this.marked = marked;
    this.scale = Scale.of(timelines);
  }

  Scale scale() {
    return scale;
  }

  /// The whole picture.
  String draw() {
    List<String> lines = notes.stream().flatMap(note -> wrap(note).stream()).toList();
    List<List<Sign>> legend = legend();
    int legendAt = TITLE + timelines.stream().mapToInt(PartPicture::height).sum() + 8;
    int linesAt = legendAt + legend.size() * LINE + 24;
    open(linesAt + lines.size() * LINE - (lines.isEmpty() ? 10 : 4));
    int y = TITLE;
    for (int part = 0; part < timelines.size(); part++) {
      drawPart(part, y);
      y += PartPicture.height(timelines.get(part));
    }
    for (int row = 0; row < legend.size(); row++) {
      drawLegend(legend.get(row), legendAt + row * LINE);
    }
    for (int i = 0; i < lines.size(); i++) {
      svg.element("text", lines.get(i), "class", "note", "x", MARGIN, "y", linesAt + i * LINE);
      svg.newLine();
    }
    return svg.close().newLine().toString();
  }

  private void open(int height) {
    int width = scale.width();
    boolean many = timelines.stream().anyMatch(part -> part.arrows().size() > MOST_ARROWS);
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "class",
        many ? "baton many" : "baton",
        "width",
        width,
        "height",
        height,
        "viewBox",
        "0 0 " + width + " " + height,
        "role",
        "img",
        "aria-label",
        title);
    svg.newLine().open("style").raw(Resources.text("picture.css")).close().newLine();
    arrowHeads();
    svg.empty("rect", "class", "page", "width", width, "height", height).newLine();
    svg.element("text", Texts.shortened(title, width / 10), "class", "title", "x", MARGIN, "y", 26);
    svg.element("text", subtitle(), "class", "sub", "x", MARGIN, "y", 44).newLine();
  }

  private String subtitle() {
    String size = timelines.size() == 1 ? timelines.getFirst().size() + ". " : "";
    return size
        + "One column is one step: at most one box is filled in it, because one task runs at a"
        + " time.";
  }

  private void arrowHeads() {
    svg.open("defs");
    for (String kind : List.of("wakes", "cancels")) {
      svg.open(
              "marker",
              "id",
              "head-" + kind,
              "class",
              kind,
              "viewBox",
              "0 0 8 8",
              "refX",
              7,
              "refY",
              4,
              "markerWidth",
              7,
              "markerHeight",
              7,
              "orient",
              "auto")
          .empty("path", "d", "M0 0 L8 4 L0 8 Z")
          .close();
    }
    svg.close().newLine();
  }

  private void drawPart(int part, int y) {
    Timeline timeline = timelines.get(part);
    svg.open("g", "class", "part", "data-part", part, "transform", "translate(0," + y + ")");
    if (timelines.size() > 1) {
      int most = (int) ((scale.width() - 240) / Scale.NAME_LETTER);
      svg.open("text", "class", "heading", "x", MARGIN, "y", 16)
          .text(Texts.shortened(timeline.trace().heading(), most))
          .element("tspan", "  " + timeline.size(), "class", "size")
          .close();
    }
    svg.newLine();
    new PartPicture(svg, scale, timeline).draw(marked);
    svg.close().newLine();
  }

  // --- below

  private record Sign(String css, int height, String meaning) {
    int width() {
      return 48 + Scale.letters(meaning);
    }
  }

  private List<Sign> signs() {
    Set<State> used = EnumSet.noneOf(State.class);
    timelines.forEach(
        part -> part.lanes().forEach(lane -> lane.segments().forEach(s -> used.add(s.state()))));
    List<Sign> signs = new ArrayList<>();
    for (State state : used) {
      int height = state == State.READY ? 6 : state.runs() ? 13 : 11;
      signs.add(new Sign(Wording.cssClass(state), height, Wording.meaning(state)));
    }
    if (timelines.stream().anyMatch(part -> part.mostReady() >= Layout.MANY_READY)) {
      signs.add(new Sign("queue", 9, "how many are ready"));
    }
    return signs;
  }

  /// As many to a row as there is room for.
  private List<List<Sign>> legend() {
    List<List<Sign>> rows = new ArrayList<>();
    int x = scale.width();
    for (Sign sign : signs()) {
      if (x + sign.width() > scale.width()) {
        rows.add(new ArrayList<>());
        x = MARGIN;
      }
      rows.getLast().add(sign);
      x += sign.width();
    }
    return rows;
  }

  private void drawLegend(List<Sign> signs, int y) {
    int x = MARGIN;
    svg.open("g", "class", "legend");
    for (Sign sign : signs) {
      double top = y + 6 - sign.height() / 2.0;
      svg.open("g", "class", sign.css())
          .empty("rect", "x", x, "y", top, "width", 22, "height", sign.height(), "rx", 2)
          .close();
      svg.element("text", sign.meaning(), "x", x + 28, "y", y + 10);
      x += sign.width();
    }
    svg.close().newLine();
  }

  private List<String> wrap(String note) {
    int most = (int) ((scale.width() - 2 * MARGIN) / 6.6);
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : note.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > most) {
        lines.add(line.toString());
        line.setLength(0);
        line.append("  "); // goes on
      }
      line.append(line.isEmpty() ? "" : " ").append(Texts.shortened(word, most));
    }
    lines.add(line.toString());
    return lines;
  }
}
