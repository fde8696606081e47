package dev.baton.scraper.cli;

import dev.baton.scraper.Crawler;
import dev.baton.terminal.Panel;
import java.time.Duration;
import java.util.List;

/// How far the crawl is, in one line.
record Progress(Crawler crawler) implements Panel.Content {
  @Override
  public List<String> lines(Duration elapsed) {
    return List.of(
        crawler.tally().text()
            + "; "
            + crawler.inFlight()
            + " in flight, "
            + crawler.waiting()
            + " waiting; "
            + Summary.rate(crawler.tally().pages(), elapsed));
  }
}
