package dev.baton.scraper.cli;

import dev.baton.scraper.CrawlSettings;
import dev.baton.scraper.Crawler;
import dev.baton.scraper.Text;
import java.time.Duration;

/// The last words of a crawl.
final class Summary {
  private Summary() {}

  static String text(Crawler crawler, CrawlSettings settings, Duration elapsed) {
    int pages = crawler.tally().pages();
    return "crawled "
        + settings.start()
        + ": "
        + (pages == 1 ? "1 page" : pages + " pages")
        + " in "
        + Text.seconds(elapsed)
        + " ("
        + Text.rate(pages, elapsed)
        + "): "
        + crawler.tally().text()
        + (crawler.isCut() ? "; the site has more, see --max-pages" : "");
  }
}
