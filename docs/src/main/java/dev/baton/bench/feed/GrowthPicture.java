package dev.baton.bench.feed;

import dev.baton.bench.Outcome;
import dev.baton.html.Markup;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// [Growth] as a picture: latency on the left, processor time on the right, both axes logarithmic.
final class GrowthPicture {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 380;
  private static final int PANEL_WIDTH = 340;
  private static final int PANEL_HEIGHT = 240;
  private static final int TOP = 90;
  private static final int LEFT = 60;
  private static final int SECOND_LEFT = 490;

  private static final List<String> COLOURS =
      List.of("#0b6e4f", "#888888", "#c8553d", "#3d5a98", "#8a6d00", "#7a3e9d");

  private static final String STYLE =
      """
      text { font: 13px sans-serif; fill: #222; }
      .title { font-weight: bold; }
      .axis { stroke: #999; }
      .grid { stroke: #e5e5e5; }
      .line { fill: none; stroke-width: 2.5; }
      """;

  private final Map<Contestant, Outcome<Growth.Run>> outcomes = new EnumMap<>(Contestant.class);
  private final Markup svg = new Markup();

  GrowthPicture(Map<Contestant, Outcome<Growth.Run>> outcomes) {
    outcomes.forEach(
        (one, outcome) -> {
          if (outcome.isUsable()) {
            this.outcomes.put(one, outcome);
          }
        });
  }

  String svg() {
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + WIDTH + " " + HEIGHT,
        "width",
        WIDTH,
        "height",
        HEIGHT,
        "role",
        "img");
    svg.element("title", "Latency and processor time by the number of subscribers").newLine();
    svg.element("style", STYLE).newLine();
    svg.empty("rect", "width", WIDTH, "height", HEIGHT, "fill", "#fff").newLine();
    legend();
    panel(LEFT, "99 % of the deliveries within, ms", Measured::p99);
    panel(SECOND_LEFT, "processor time for a delivery, us", Measured::processorMicros);
    return svg.close().newLine().toString();
  }

  private void legend() {
    int place = 0;
    for (Contestant one : outcomes.keySet()) {
      int x = LEFT + place % 3 * 270;
      int y = 22 + place / 3 * 20;
      svg.empty(
          "line", "class", "line", "stroke", colour(one), "x1", x, "x2", x + 22, "y1", y, "y2", y);
      label(one.title.replace("`", ""), x + 28, y + 4, "start");
      place++;
    }
    svg.newLine();
  }

  private static String colour(Contestant one) {
    return COLOURS.get(one.ordinal());
  }

  private void label(String text, double x, double y, String anchor) {
    svg.element("text", text, "x", number(x), "y", number(y), "text-anchor", anchor);
  }

  private void panel(int left, String title, ToDoubleFunction<Measured> figure) {
    double[] all =
        outcomes.values().stream()
            .flatMapToDouble(
                outcome ->
                    IntStream.range(0, Growth.SIZES.size())
                        .mapToDouble(size -> Growth.median(outcome, size, figure)))
            .toArray();
    Scale y = Scale.around(all, TOP + PANEL_HEIGHT, TOP);
    Scale x = new Scale(Growth.SIZES.getFirst(), Growth.MOST, left, left + PANEL_WIDTH);
    svg.element("text", title, "class", "title", "x", left, "y", TOP - 12, "text-anchor", "start");
    axes(x, y);
    outcomes.forEach((one, outcome) -> line(one, outcome, figure, x, y));
  }

  private void axes(Scale x, Scale y) {
    for (double tick : y.ticks()) {
      rule("grid", x.from(), y.at(tick), x.to(), y.at(tick));
      label(tickText(tick), x.from() - 6, y.at(tick) + 4, "end");
    }
    for (int size : Growth.SIZES) {
      label("%,d".formatted(size), x.at(size), y.from() + 18, "middle");
    }
    label("subscribers", (x.from() + x.to()) / 2, y.from() + 36, "middle");
    rule("axis", x.from(), y.from(), x.to(), y.from());
    svg.newLine();
  }

  private void rule(String kind, double x1, double y1, double x2, double y2) {
    svg.empty(
        "line",
        "class",
        kind,
        "x1",
        number(x1),
        "y1",
        number(y1),
        "x2",
        number(x2),
        "y2",
        number(y2));
  }

  private void line(
      Contestant one,
      Outcome<Growth.Run> outcome,
      ToDoubleFunction<Measured> figure,
      Scale x,
      Scale y) {
    String points =
        IntStream.range(0, Growth.SIZES.size())
            .mapToObj(
                size ->
                    number(x.at(Growth.SIZES.get(size)))
                        + ","
                        + number(y.at(Growth.median(outcome, size, figure))))
            .collect(Collectors.joining(" "));
    svg.empty("polyline", "class", "line", "stroke", colour(one), "points", points).newLine();
  }

  private static String tickText(double tick) {
    return String.format(Locale.ROOT, tick < 1 ? "%.1f" : "%.0f", tick);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /// A logarithmic axis.
  ///
  /// @param least at its beginning
  /// @param most at its end
  record Scale(double least, double most, double from, double to) {
    /// Begins and ends at ticks, so that all figures lie between.
    static Scale around(double[] figures, double from, double to) {
      double least = 0.1;
      while (next(least) <= lowest(figures)) {
        least = next(least);
      }
      double most = next(least);
      while (most < highest(figures)) {
        most = next(most);
      }
      return new Scale(least, most, from, to);
    }

    private static double lowest(double[] figures) {
      return IntStream.range(0, figures.length).mapToDouble(i -> figures[i]).min().orElse(1);
    }

    private static double highest(double[] figures) {
      return IntStream.range(0, figures.length).mapToDouble(i -> figures[i]).max().orElse(1);
    }

    double at(double figure) {
      return from + (to - from) * Math.log(figure / least) / Math.log(most / least);
    }

    List<Double> ticks() {
      List<Double> ticks = new java.util.ArrayList<>();
      for (double tick = least; tick < most * 1.01; tick = next(tick)) {
        ticks.add(tick);
      }
      return ticks;
    }

    /// 1, 2, 5, 10, 20, 50 ...
    private static double next(double tick) {
      double decade = Math.pow(10, Math.floor(Math.log10(tick * 1.01)));
      double digit = Math.round(tick / decade);
      return digit == 1 ? 2 * decade : digit == 2 ? 5 * decade : 10 * decade;
    }
  }
}
