package dev.baton.scraper.report;

import dev.baton.html.ContentPolicy;
import dev.baton.html.Markup;
import dev.baton.terminal.SafeText;
import java.util.List;

/// The page as a whole. It needs nothing but itself, and has no script.
final class ReportPage {
  private ReportPage() {}

  static String of(CrawlFigures figures) {
    Overview overview = new Overview(figures);
    List<Part> parts = parts(figures).stream().filter(part -> !part.isEmpty()).toList();
    Markup page = new Markup();
    page.raw("<!DOCTYPE html>\n").open("html", "lang", "en").newLine();
    head(page, "Crawl of " + overview.title());
    page.open("body", "class", figures.totals().seen() < 10_000 ? "small" : "large").newLine();
    overview.write(page);
    contents(page, parts);
    page.open("main").newLine();
    parts.forEach(part -> section(page, part));
    return page.close().close().close().newLine().toString();
  }

  private static List<Part> parts(CrawlFigures figures) {
    var answers = figures.answers();
    return List.of(
        new States(figures.totals()),
        new Statuses(answers.statuses()),
        new LatencyPicture(answers.latency()),
        new SlowestPages(answers.slowest()),
        new Failures(answers.errors(), figures.groups()),
        new LeftOut(figures.groups()),
        new Remarks(answers.remarks()),
        new HostTable(figures.hosts()),
        new SiteTree(figures.site()),
        new GoOn(figures.job(), figures.totals().isDone()));
  }

  private static void head(Markup page, String title) {
    String style = Style.TEXT;
    page.open("head").newLine();
    page.empty("meta", "charset", "utf-8").newLine();
    String policy = ContentPolicy.of(List.of(style), List.of());
    page.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy).newLine();
    page.empty("meta", "name", "viewport", "content", "width=device-width").newLine();
    page.empty("meta", "name", "referrer", "content", "no-referrer").newLine();
    page.empty("meta", "name", "color-scheme", "content", "light dark").newLine();
    page.element("title", SafeText.escape(title, 120)).newLine();
    page.open("style").raw(style).close().newLine();
    page.close().newLine();
  }

  private static void contents(Markup page, List<Part> parts) {
    page.open("nav", "aria-label", "contents").open("ul").newLine();
    for (Part part : parts) {
      page.open("li").element("a", part.title(), "href", "#" + part.id()).close().newLine();
    }
    page.close().close().newLine();
  }

  private static void section(Markup page, Part part) {
    String heading = part.id() + "-heading";
    page.open("section", "id", part.id(), "aria-labelledby", heading).newLine();
    page.element("h2", part.title(), "id", heading).newLine();
    part.write(page);
    page.close().newLine();
  }
}
