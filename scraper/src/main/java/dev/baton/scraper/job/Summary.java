package dev.baton.scraper.job;

import java.time.Duration;

/// What people read at the end of a crawl.
public final class Summary {
  private Summary() {}

  /// Such as `45 pages/s`.
  static String rate(int pages, Duration elapsed) {
    return Math.round(pages / Math.max(0.001, elapsed.toNanos() / 1e9)) + " pages/s";
  }

  public static String text(Outcome outcome) {
    int pages = outcome.crawler().tally().visited();
    return "crawled %d pages in %.1f s (%s)"
        .formatted(pages, outcome.took().toNanos() / 1e9, rate(pages, outcome.took()));
  }
}
