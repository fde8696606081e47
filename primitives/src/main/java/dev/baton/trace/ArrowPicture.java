package dev.baton.trace;

import dev.baton.html.Markup;
import dev.baton.trace.Timeline.Arrow;
import dev.baton.trace.Timeline.Lane;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Draws who woke, cancelled, or waits for whom, over the lanes of a timeline.
final class ArrowPicture {
  private final Markup svg;
  private final Scale scale;
  private final Timeline timeline;
  private final Map<Integer, Integer> rows = new HashMap<>();

  ArrowPicture(Markup svg, Scale scale, Timeline timeline) {
    this.svg = svg;
    this.scale = scale;
    this.timeline = timeline;
    List<Lane> lanes = timeline.lanes();
    for (int row = 0; row < lanes.size(); row++) {
      rows.put(lanes.get(row).task(), row);
    }
  }

  void draw(List<Stuck> stuck) {
    svg.open("g", "class", "arrows").newLine();
    timeline.arrows().stream()
        .filter(arrow -> rows.containsKey(arrow.from()) && rows.containsKey(arrow.to()))
        .forEach(this::draw);
    Set<Set<Integer>> rings = new HashSet<>(); // the end of the loop says again what was said
    stuck.stream()
        .filter(one -> one.step() < timeline.width() && rings.add(Set.copyOf(one.ring())))
        .forEach(this::drawRing);
    svg.close();
  }

  private void draw(Arrow arrow) {
    int from = rows.get(arrow.from());
    int to = rows.get(arrow.to());
    int y1 = Scale.y(from) + (from < to ? 10 : -10);
    int y2 = Scale.y(to);
    String path = curve(scale.x(arrow.did() + 1), scale.x(arrow.step() + 1), y1, y2);
    draw(arrow.cancels() ? "cancels" : "wakes", arrow, y1, y2, path);
  }

  private void draw(String kind, Arrow arrow, int y1, int y2, String path) {
    String tip =
        kind.equals("blocks")
            ? Wording.ring(timeline.trace(), arrow.from(), arrow.to())
            : Wording.arrow(timeline.trace(), arrow);
    svg.open(
            "path",
            "class",
            "arrow " + kind,
            "data-from",
            arrow.from(),
            "data-to",
            arrow.to(),
            "data-a",
            arrow.did(),
            "data-b",
            arrow.step(),
            "data-y1",
            y1,
            "data-y2",
            y2,
            "d",
            path,
            "marker-end",
            "url(#head-" + kind + ")")
        .element("title", tip)
        .close()
        .newLine();
  }

  /// From under the box that ends at `x1`, down a little left of `x2`, and into the box that begins
  /// there. The page's script has the same formula.
  private static String curve(int x1, int x2, int y1, int y2) {
    int bend = Math.clamp(y2 - y1, -8, 8);
    int start = x1 - 9;
    int spine = x2 - 9;
    int half = (y1 + y2) / 2;
    String way =
        start == spine
            ? path("L%d %d", spine, y2 - bend)
            : path("C%d %d %d %d %d %d", start, half, spine, half, spine, y2 - bend);
    return path("M%d %d ", start, y1) + way + path(" Q%d %d %d %d", spine, y2, x2, y2);
  }

  /// Behind the line from which on they stand still.
  private void drawRing(Stuck stuck) {
    int x = scale.x(stuck.step());
    List<Integer> ring = stuck.ring();
    for (int i = 0; i < ring.size(); i++) {
      int from = ring.get(i);
      int to = ring.get((i + 1) % ring.size());
      if (ring.size() > 1 && rows.containsKey(from) && rows.containsKey(to)) {
        int down = rows.get(from) < rows.get(to) ? 1 : -1;
        int y1 = Scale.y(rows.get(from)) + down * 8;
        int y2 = Scale.y(rows.get(to)) - down * 8;
        int where = x + 11 - down * 4; // the page's script has the same formula
        String path = path("M%d %d L%d %d", where, y1, where, y2);
        draw("blocks", new Arrow(from, to, stuck.step(), stuck.step(), false), y1, y2, path);
      }
    }
  }

  private static String path(String format, Object... numbers) {
    return String.format(Locale.ROOT, format, numbers);
  }
}
