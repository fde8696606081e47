package dev.baton.scraper.report;

import static java.util.Comparator.comparing;

import dev.baton.html.Markup;
import dev.baton.net.http.Status;
import dev.baton.scraper.report.Bars.Bar;
import java.util.List;
import java.util.Map;

/// How often each status came.
record Statuses(Map<Integer, Long> counts) implements Part {
  @Override
  public String id() {
    return "statuses";
  }

  @Override
  public String title() {
    return "Statuses";
  }

  @Override
  public boolean isEmpty() {
    return counts.isEmpty();
  }

  @Override
  public void write(Markup page) {
    List<Bar> bars =
        counts.entrySet().stream()
            .sorted(comparing(one -> one.getKey() == 0 ? Integer.MAX_VALUE : one.getKey()))
            .map(one -> new Bar(name(one.getKey()), one.getValue(), style(one.getKey()), null))
            .toList();
    Bars.write(page, title(), bars);
  }

  private static String style(int status) {
    if (status == 0 || status >= 400) {
      return "failed";
    }
    return status < 300 ? "fetched" : "left-out";
  }

  /// `404 Not Found`; of the ones that are not known, the number alone.
  static String name(int status) {
    String meaning = Status.reason(status);
    return status == 0 ? "no answer" : meaning.isEmpty() ? "" + status : status + " " + meaning;
  }
}
