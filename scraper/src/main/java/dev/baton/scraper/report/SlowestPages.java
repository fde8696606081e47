package dev.baton.scraper.report;

import dev.baton.html.Markup;
import dev.baton.scraper.report.CrawlFigures.Visit;
import java.util.List;

/// The answers that took longest.
record SlowestPages(List<Visit> visits) implements Part {
  @Override
  public String id() {
    return "slowest";
  }

  @Override
  public String title() {
    return "Slowest answers";
  }

  @Override
  public boolean isEmpty() {
    return visits.isEmpty();
  }

  @Override
  public void write(Markup page) {
    page.open("table", "class", "list").element("caption", title(), "class", "hidden");
    page.open("thead").open("tr");
    page.element("th", "took", "scope", "col", "class", "n");
    page.element("th", "status", "scope", "col", "class", "n");
    page.element("th", "URL", "scope", "col").close().close().open("tbody").newLine();
    visits.forEach(visit -> line(page, visit));
    page.close().close().newLine();
  }

  private static void line(Markup page, Visit visit) {
    page.open("tr");
    page.element("td", Words.time(visit.took()), "class", "n");
    page.element("td", "" + visit.status(), "class", visit.status() >= 400 ? "n bad" : "n");
    page.open("td");
    Links.write(page, visit.url());
    page.close().close().newLine();
  }
}
