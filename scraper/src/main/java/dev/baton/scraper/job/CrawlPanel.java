package dev.baton.scraper.job;

import dev.baton.scraper.Crawler;
import dev.baton.scraper.Tally;
import dev.baton.scraper.UrlState;
import dev.baton.terminal.Panel;
import java.time.Duration;
import java.util.List;

/// How far the crawl is.
record CrawlPanel(Crawler crawler) implements Panel.Content {
  @Override
  public List<String> lines(Duration elapsed) {
    Tally tally = crawler.tally();
    return List.of(
        "%d pages; %d in flight, %d waiting; %s"
            .formatted(
                tally.visited(),
                crawler.inFlight(),
                Math.max(0, tally.count(UrlState.PENDING) - crawler.inFlight()),
                Summary.rate(tally.visited(), elapsed)));
  }
}
