package dev.baton.scraper.report;

import static java.util.Comparator.comparing;

import dev.baton.html.Markup;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.report.Bars.Bar;
import dev.baton.scraper.report.CrawlFigures.Totals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What became of the URLs.
record States(Totals totals) implements Part {
  @Override
  public String id() {
    return "states";
  }

  @Override
  public String title() {
    return "URLs by state";
  }

  @Override
  public boolean isEmpty() {
    return totals.seen() == 0;
  }

  @Override
  public void write(Markup page) {
    List<Bar> bars = new ArrayList<>();
    add(bars, "fetched", totals.of(UrlState.FETCHED) - totals.redirects() - totals.errors(), null);
    add(bars, "redirect", totals.redirects(), null);
    add(bars, UrlState.NOINDEX.text(), totals.of(UrlState.NOINDEX), null);
    add(bars, "error status", totals.errors(), "errors");
    Arrays.stream(UrlState.values())
        .filter(state -> Fate.of(state) != Fate.FETCHED && totals.of(state) > 0)
        .sorted(comparing(Fate::of))
        .map(this::bar)
        .forEach(bars::add);
    Bars.write(page, title(), bars);
  }

  private static void add(List<Bar> bars, String name, long count, String target) {
    if (count > 0) {
      String style = (target == null ? Fate.FETCHED : Fate.FAILED).style();
      bars.add(new Bar(name, count, style, target));
    }
  }

  private Bar bar(UrlState state) {
    Fate fate = Fate.of(state);
    boolean isExplained = fate != Fate.WAITING;
    return new Bar(
        state.text(), totals.of(state), fate.style(), isExplained ? target(state) : null);
  }

  /// Where its reasons are listed.
  static String target(UrlState state) {
    return "state-" + state.text().replace(' ', '-');
  }
}
