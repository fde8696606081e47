package dev.baton.scraper.job;

import dev.baton.scraper.Tally;
import dev.baton.scraper.UrlState;
import java.util.ArrayList;
import java.util.List;

/// What people read at the end of a crawl: what came, what did not, and why.
public final class Summary {
  private Summary() {}

  /// A few lines, the first of which says it in one.
  public static List<String> lines(Outcome outcome) {
    List<String> lines = new ArrayList<>();
    lines.add(head(outcome));
    Tally tally = outcome.crawler().tally();
    add(lines, "answers   ", Figures.statuses(tally));
    add(lines, "left out  ", Figures.leftOut(tally));
    add(lines, "waiting   ", waiting(outcome));
    add(lines, "own site  ", ownSite(outcome));
    add(lines, "pages     ", outcome.pages());
    return lines;
  }

  /// The same for a program.
  public static String event(Outcome outcome) {
    return Events.end(outcome);
  }

  private static void add(List<String> lines, String head, String text) {
    if (!text.isEmpty()) {
      lines.add("  " + head + text);
    }
  }

  private static String head(Outcome outcome) {
    Tally tally = outcome.crawler().tally();
    int starts = outcome.settings().starts().all().size();
    return "crawled %s%s: %s in %s (%s)"
        .formatted(
            outcome.settings().starts().first(),
            starts == 1 ? "" : " and " + Figures.count(starts - 1, "other start"),
            Figures.count(tally.visited(), "page"),
            Figures.time(outcome.took()),
            Figures.rate(tally.visited() - outcome.crawler().visitedBefore(), outcome.took()));
  }

  private static String waiting(Outcome outcome) {
    int waiting = outcome.crawler().tally().count(UrlState.PENDING);
    return waiting == 0 ? "" : Figures.count(waiting, "URL") + " still to be asked for";
  }

  private static String ownSite(Outcome outcome) {
    int connections = outcome.settings().manners().connections();
    return connections == 0
        ? ""
        : "--own-site: %s at once and no delay on the hosts of the URLs that were typed"
            .formatted(Figures.count(connections, "request"));
  }
}
