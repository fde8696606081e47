package dev.baton.bench.scraper;

import dev.baton.bench.Cost;
import dev.baton.bench.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The same site as a stranger crawls it: without an option, so one request at a time, with pauses.
final class Polite {
  private static final int MOST_PAGES = 500;

  private Polite() {}

  static String text(Setup setup) throws IOException, InterruptedException {
    int pages = Math.min(MOST_PAGES, setup.settings().pages());
    Crawler baton = new BatonCrawl(setup.workspace(), setup.baton(), List.of());
    Map<Contestant, Outcome<Cost>> results;
    try (Nginx nginx = setup.serve(pages)) {
      results =
          Crawler.takeTurns(
              Map.of(Contestant.BATON, baton), nginx.start(), pages, setup.settings().runs());
    }
    return """
    **%,d pages with the politeness that is the default**: no goal

    %s
    """
        .formatted(pages, new SpeedTable(pages, results).text());
  }
}
