package dev.baton.scraper.report;

import dev.baton.html.Markup;
import java.util.List;

/// A table of counts, each with a bar that shows its share of the largest.
final class Bars {
  /// A line of it.
  ///
  /// @param style of the bar
  /// @param target of a link within the page; null for none
  record Bar(String name, long count, String style, String target) {}

  private Bars() {}

  static void write(Markup page, String what, List<Bar> bars) {
    long sum = bars.stream().mapToLong(Bar::count).sum();
    long largest = bars.stream().mapToLong(Bar::count).max().orElse(1);
    page.open("table", "class", "bars").element("caption", what, "class", "hidden");
    page.open("thead", "class", "hidden").open("tr");
    List.of("", "count", "share", "bar").forEach(head -> page.element("th", head, "scope", "col"));
    page.close().close().open("tbody").newLine();
    bars.forEach(bar -> line(page, bar, sum, largest));
    page.close().close().newLine();
  }

  private static void line(Markup page, Bar bar, long sum, long largest) {
    page.open("tr").open("th", "scope", "row");
    if (bar.target() == null) {
      page.text(bar.name());
    } else {
      page.element("a", bar.name(), "href", "#" + bar.target());
    }
    page.close();
    page.element("td", Words.count(bar.count()), "class", "n");
    page.element("td", Words.share(bar.count(), sum), "class", "n soft");
    page.open("td", "class", "bar");
    page.open("svg", "width", "100%", "height", 10, "aria-hidden", true)
        .empty("rect", "class", bar.style(), "width", width(bar.count(), largest), "height", 10)
        .close();
    page.close().close().newLine();
  }

  private static String width(long count, long largest) {
    return String.format(java.util.Locale.ROOT, "%.2f%%", 100.0 * count / largest);
  }
}
