package dev.baton.scraper.report;

import dev.baton.html.Markup;
import dev.baton.scraper.report.CrawlFigures.Example;
import dev.baton.scraper.report.CrawlFigures.Group;
import dev.baton.scraper.report.CrawlFigures.Reason;

/// Reasons with their counts; each opens to show examples.
final class ReasonList {
  private ReasonList() {}

  /// With a heading, for one of several groups.
  static void write(Markup page, String id, String name, String meaning, Group group) {
    page.open("h3", "id", id)
        .element("span", Words.count(group.urls()), "class", "n")
        .text(" ")
        .element("span", name)
        .text(" ")
        .element("span", meaning, "class", "soft")
        .close()
        .newLine();
    write(page, name + ": ", group);
  }

  static void write(Markup page, Group group) {
    write(page, "", group);
  }

  /// @param head that reasons may begin with, and that is not repeated
  private static void write(Markup page, String head, Group group) {
    page.open("div", "class", "reasons").newLine();
    group.reasons().forEach(reason -> reason(page, head, reason));
    if (group.others() > 0) {
      page.open("p", "class", "more")
          .element("span", Words.count(group.others()), "class", "n")
          .text(" ")
          .element("span", "for other reasons", "class", "soft")
          .close()
          .newLine();
    }
    page.close().newLine();
  }

  private static void reason(Markup page, String head, Reason reason) {
    String detail = reason.detail();
    page.open("details").open("summary");
    page.element("span", Words.count(reason.urls()), "class", "n").text(" ");
    Links.text(page, "what", detail.startsWith(head) ? detail.substring(head.length()) : detail);
    page.close().open("ul");
    reason.examples().forEach(example -> example(page, example));
    long more = reason.urls() - reason.examples().size();
    if (more > 0) {
      page.element("li", "and " + Words.count(more) + " more", "class", "soft");
    }
    page.close().close().newLine();
  }

  private static void example(Markup page, Example example) {
    page.open("li");
    Links.write(page, example.url());
    if (example.tries() > 0) {
      page.text(" ").element("span", tried(example.tries()), "class", "soft");
    }
    if (example.from() != null) {
      page.text(" ").open("span", "class", "from").text("found on ");
      Links.write(page, example.from());
      page.close();
    }
    page.close().newLine();
  }

  private static String tried(int tries) {
    return tries == 1 ? "tried once" : "tried " + Words.count(tries) + " times";
  }
}
