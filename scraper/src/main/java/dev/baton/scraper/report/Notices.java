package dev.baton.scraper.report;

import dev.baton.html.Markup;
import dev.baton.scraper.UrlState;

/// What one should know before reading any further, in sentences.
record Notices(CrawlFigures figures) {
  void write(Markup page) {
    page.open("ul", "class", "notices").newLine();
    unfinished(page);
    failed(page);
    limits(page);
    remarks(page);
    politeness(page);
    page.close().newLine();
  }

  private void unfinished(Markup page) {
    long waiting = figures.totals().waiting();
    if (waiting > 0) {
      notice(
          page, "waiting", "go-on", "The crawl is not done: " + urls(waiting) + " still waiting.");
    } else if (!figures.totals().isDone()) {
      notice(page, "waiting", "go-on", "The crawl is not done: it has not written down a URL yet.");
    } else if (figures.totals().fetched() == 0) {
      notice(page, "failed", "go-on", "No page was fetched.");
    }
  }

  private void failed(Markup page) {
    long errors = figures.totals().errors();
    if (errors > 0) {
      notice(page, "failed", "errors", were(errors) + " answered with an error status.");
    }
    long failed = figures.totals().of(UrlState.FAILED) + figures.totals().of(UrlState.ENCODING);
    if (failed > 0) {
      String text = "No usable answer came for " + Words.count(failed, "URL") + ".";
      notice(page, "failed", "failed", text);
    }
    long givenUp = figures.totals().of(UrlState.HOST_GIVEN_UP);
    if (givenUp > 0) {
      String text = were(givenUp) + " not fetched because the host was given up.";
      notice(page, "failed", States.target(UrlState.HOST_GIVEN_UP), text);
    }
  }

  private void limits(Markup page) {
    long cut = figures.totals().of(UrlState.LIMIT);
    if (cut > 0) {
      String text = "Limits cut the crawl: " + were(cut) + " beyond them.";
      notice(page, "left-out", States.target(UrlState.LIMIT), text);
    }
  }

  private void remarks(Markup page) {
    long remarks = figures.answers().remarks().urls();
    if (remarks > 0) {
      String text = Words.count(remarks, "page") + " may lack something; see the remarks.";
      notice(page, "left-out", "remarks", text);
    }
  }

  private void politeness(Markup page) {
    HostPoliteness closest = figures.hosts().closest();
    if (closest == null) {
      return;
    }
    boolean isEarly = closest.margin().isNegative();
    String time = Words.time(closest.margin().abs());
    String text =
        isEarly
            ? "At least one request was sent too early: by " + time + ", to " + closest.host() + "."
            : Words.count(figures.totals().requests(), "request")
                + ", never early: the smallest margin was "
                + time
                + ".";
    notice(page, isEarly ? "failed" : "fetched", "hosts", text);
  }

  private static String urls(long count) {
    return Words.count(count, "URL") + (count == 1 ? " is" : " are");
  }

  private static String were(long count) {
    return Words.count(count, "URL") + (count == 1 ? " was" : " were");
  }

  private static void notice(Markup page, String style, String target, String text) {
    page.open("li", "class", style).element("a", text, "href", "#" + target).close().newLine();
  }
}
