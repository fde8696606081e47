package dev.baton.trace;

import static dev.baton.trace.Scale.MARGIN;

import dev.baton.html.Markup;
import dev.baton.trace.Legend.Arrows;
import dev.baton.trace.Legend.Entry;
import java.util.ArrayList;
import java.util.List;

/// Draws timelines as one SVG: each below the other, then a legend, then notes.
///
/// Whatever the page's script moves carries what it must know in `data-` attributes: the steps from
/// `a` to `b`, and a label.
final class Picture {
  /// Arrows from everyone to everyone hide what they should show.
  private static final int MOST_ARROWS = 50;

  private static final int TITLE = 56;
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
    List<List<Entry>> legend = legend();
    int legendAt = TITLE + partsHeight() + 8;
    int linesAt = legendAt + legend.size() * LINE + 24;
    open(linesAt + lines.size() * LINE - (lines.isEmpty() ? 10 : 4), "img");
    svg.element("title", title).element("desc", subtitle() + " " + String.join(" ", notes));
    svg.newLine();
    String shown = Texts.shortened(title, scale.width() / 10);
    svg.element("text", shown, "class", "title", "x", MARGIN, "y", 26)
        .element("text", subtitle(), "class", "sub", "x", MARGIN, "y", 44)
        .newLine();
    drawParts(TITLE);
    for (int row = 0; row < legend.size(); row++) {
      drawLegend(legend.get(row), legendAt + row * LINE);
    }
    for (int i = 0; i < lines.size(); i++) {
      svg.element("text", lines.get(i), "class", "note", "x", MARGIN, "y", linesAt + i * LINE);
      svg.newLine();
    }
    return svg.close().newLine().toString();
  }

  /// Without what stands above and below, for a page that says it itself.
  String drawBare() {
    open(partsHeight(), "group");
    drawParts(0);
    return svg.close().newLine().toString();
  }

  private int partsHeight() {
    return timelines.stream().mapToInt(PartPicture::height).sum();
  }

  private void drawParts(int top) {
    int y = top;
    for (int part = 0; part < timelines.size(); part++) {
      drawPart(part, y);
      y += PartPicture.height(timelines.get(part));
    }
  }

  private void open(int height, String role) {
    int width = scale.width();
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "class",
        isMany() ? "baton many" : "baton",
        "width",
        width,
        "height",
        height,
        "viewBox",
        "0 0 " + width + " " + height,
        "role",
        role,
        "aria-label",
        title);
    svg.newLine().open("style").raw(Resources.text("picture.css")).close().newLine();
    arrowHeads();
    svg.empty("rect", "class", "page", "width", "100%", "height", "100%").newLine();
  }

  /// Whether arrows are only shown where somebody points.
  boolean isMany() {
    return timelines.stream().anyMatch(part -> part.arrows().size() > MOST_ARROWS);
  }

  /// What all columns have in common, in one sentence.
  String subtitle() {
    String size = timelines.size() == 1 ? timelines.getFirst().size() + ". " : "";
    return size
        + "One column is one step: at most one box is filled in it, because one task runs at a"
        + " time.";
  }

  private void arrowHeads() {
    svg.open("defs");
    for (String kind : List.of("wakes", "cancels", "blocks")) {
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
              "markerUnits",
              "userSpaceOnUse",
              "markerWidth",
              8,
              "markerHeight",
              8,
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

  /// As many to a row as there is room for.
  private List<List<Entry>> legend() {
    List<List<Entry>> rows = new ArrayList<>();
    int x = scale.width();
    for (Entry entry : new Legend(timelines, isMany() ? Arrows.NONE : Arrows.ALL).entries()) {
      if (x + wide(entry) > scale.width()) {
        rows.add(new ArrayList<>());
        x = MARGIN;
      }
      rows.getLast().add(entry);
      x += wide(entry);
    }
    return rows;
  }

  private static int wide(Entry entry) {
    return Legend.SIGN + 26 + Scale.letters(entry.meaning());
  }

  private void drawLegend(List<Entry> entries, int y) {
    int x = MARGIN;
    svg.open("g", "class", "legend");
    for (Entry entry : entries) {
      svg.open("g", "transform", "translate(" + x + "," + (y + 6) + ")");
      entry.drawSign(svg);
      svg.close().element("text", entry.meaning(), "x", x + 28, "y", y + 10);
      x += wide(entry);
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
