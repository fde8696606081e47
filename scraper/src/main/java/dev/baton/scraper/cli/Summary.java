package dev.baton.scraper.cli;

import dev.baton.scraper.CrawlSettings;
import dev.baton.scraper.Crawler;
import java.time.Duration;
import java.util.Locale;

/// The line that sums a crawl up.
final class Summary {
  private Summary() {}

  static String text(Crawler crawler, CrawlSettings settings, Duration elapsed) {
    int pages = crawler.tally().pages();
    return "crawled "
        + settings.start()
        + ": "
        + (pages == 1 ? "1 page" : pages + " pages")
        + " in "
        + String.format(Locale.ROOT, "%.1f s", seconds(elapsed))
        + " ("
        + rate(pages, elapsed)
        + "): "
        + crawler.tally().text()
        + (crawler.isCut() ? "; the site has more, see --max-pages" : "");
  }

  /// Such as `45 pages/s`.
  static String rate(int pages, Duration elapsed) {
    return Math.round(pages / Math.max(0.001, seconds(elapsed))) + " pages/s";
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
