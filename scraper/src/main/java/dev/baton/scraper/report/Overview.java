package dev.baton.scraper.report;

import dev.baton.html.Markup;
import dev.baton.scraper.report.CrawlFigures.Totals;
import java.time.Instant;

/// The most important figures, and what they are of.
record Overview(CrawlFigures figures) {
  String title() {
    var starts = figures.job().starts();
    String first = starts.isEmpty() ? "nothing" : starts.getFirst();
    return starts.size() < 2 ? first : first + " and " + (starts.size() - 1) + " more";
  }

  void write(Markup page) {
    page.open("header").newLine();
    page.open("h1").text("Crawl of ");
    Links.text(page, "url", title());
    page.close().newLine();
    page.open("p", "class", "soft").text(begun() + ", kept in ");
    Links.text(page, "url", figures.job().folder());
    page.close().newLine();
    figures(page);
    new Notices(figures).write(page);
    page.close().newLine();
  }

  private String begun() {
    Instant begun = figures.job().begun();
    return begun == null ? "no request was sent" : "begun " + Words.moment(begun);
  }

  private void figures(Markup page) {
    Totals totals = figures.totals();
    page.open("dl", "class", "figures").newLine();
    figure(page, "pages", Words.count(totals.pages()));
    figure(page, "URLs seen", Words.count(totals.seen()));
    figure(page, "requests", Words.count(totals.requests()));
    if (totals.written() > 0) {
      figure(page, "written", Words.bytes(totals.written()));
    }
    figure(page, "first to last answer", Words.time(figures.job().took()));
    page.close().newLine();
  }

  private static void figure(Markup page, String name, String value) {
    page.open("div").element("dt", name).element("dd", value).close().newLine();
  }
}
