package dev.baton.scraper.report;

import dev.baton.html.Markup;
import dev.baton.scraper.report.Latency.Bar;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// How long answers took: a histogram over a logarithmic axis of time.
record LatencyPicture(Latency latency) implements Part {
  private static final int HEIGHT = 164;
  private static final int TOP = 46;
  private static final int BASE = 144;

  /// The axis ends at least so many times further than it begins.
  private static final double SHORTEST = 20;

  @Override
  public String id() {
    return "latency";
  }

  @Override
  public String title() {
    return "Latency";
  }

  @Override
  public boolean isEmpty() {
    return latency.answers() == 0;
  }

  @Override
  public void write(Markup page) {
    page.open("svg", "class", "latency", "width", "100%", "height", HEIGHT, "role", "img");
    page.element("title", text()).newLine();
    ticks(page);
    latency.bars().forEach(bar -> bar(page, bar));
    mark(page, "p50", latency.p50(), 0);
    mark(page, "p90", latency.p90(), 1);
    mark(page, "p99", latency.p99(), 2);
    page.close().newLine();
    page.element("p", longest(), "class", "soft").newLine();
  }

  private String longest() {
    return Words.count(latency.answers(), "answer")
        + ", the slowest took "
        + Words.time(latency.longest());
  }

  /// For those who cannot see it.
  private String text() {
    return "%s: half took at most %s, 90 %% at most %s, 99 %% at most %s, the longest %s"
        .formatted(
            Words.count(latency.answers(), "answer"),
            Words.time(latency.p50()),
            Words.time(latency.p90()),
            Words.time(latency.p99()),
            Words.time(latency.longest()));
  }

  // --- the axis

  private double first() {
    return Math.max(0.5, millis(latency.bars().getFirst().from()));
  }

  private double last() {
    return Math.max(first() * SHORTEST, millis(latency.bars().getLast().to()));
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }

  /// In percent of the width.
  private double x(Duration time) {
    double share = Math.log(Math.max(first(), millis(time)) / first()) / Math.log(last() / first());
    return 100 * Math.min(1, share);
  }

  private void ticks(Markup page) {
    page.empty("line", "class", "axis", "x1", 0, "x2", "100%", "y1", BASE, "y2", BASE);
    boolean isLong = last() / first() > 200;
    for (long decade = 1; decade <= last(); decade *= 10) {
      for (int times : isLong ? List.of(1) : List.of(1, 2, 5)) {
        tick(page, Duration.ofMillis(decade * times));
      }
    }
  }

  private void tick(Markup page, Duration time) {
    if (millis(time) < first() || millis(time) > last()) {
      return;
    }
    String x = percent(x(time));
    page.empty("line", "class", "axis", "x1", x, "x2", x, "y1", BASE, "y2", BASE + 4);
    page.element(
        "text",
        tickName(time),
        "class",
        "tick",
        "x",
        x,
        "y",
        BASE + 17,
        "text-anchor",
        anchor(time));
  }

  private static String tickName(Duration time) {
    return time.toMillis() < 1_000 ? time.toMillis() + " ms" : time.toSeconds() + " s";
  }

  /// At the edges a text stays within the picture.
  private String anchor(Duration time) {
    double x = x(time);
    return x < 4 ? "start" : x > 96 ? "end" : "middle";
  }

  // --- what stands on it

  private void bar(Markup page, Bar bar) {
    if (bar.answers() == 0) {
      return;
    }
    long most = latency.bars().stream().mapToLong(Bar::answers).max().orElseThrow();
    double height = Math.max(1, (double) (BASE - TOP) * bar.answers() / most);
    double left = x(bar.from());
    page.open(
            "rect",
            "class",
            "fetched",
            "x",
            percent(left),
            "width",
            percent(Math.max(0.4, x(bar.to()) - left - 0.25)),
            "y",
            number(BASE - height),
            "height",
            number(height))
        .element("title", text(bar))
        .close()
        .newLine();
  }

  private static String text(Bar bar) {
    return "%s to %s: %s"
        .formatted(
            Words.time(bar.from()), Words.time(bar.to()), Words.count(bar.answers(), "answer"));
  }

  private void mark(Markup page, String name, Duration time, int row) {
    double x = x(time);
    int y = 11 + 14 * row;
    page.empty(
        "line", "class", "mark", "x1", percent(x), "x2", percent(x), "y1", y - 9, "y2", BASE);
    boolean isRight = x > 70;
    page.open(
        "text",
        "class",
        "mark",
        "x",
        percent(x),
        "dx",
        isRight ? -5 : 5,
        "y",
        y,
        "text-anchor",
        isRight ? "end" : "start");
    page.element("tspan", name, "class", "soft").text(" " + Words.time(time)).close().newLine();
  }

  private static String percent(double share) {
    return number(share) + "%";
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}
