package dev.baton.scraper;

import java.time.Duration;
import okhttp3.HttpUrl;

/// What a crawl visits, and how hard it tries.
///
/// @param start the page to begin with; its site is what is crawled
/// @param maxPages how many pages are visited at most
/// @param concurrency how many requests there are at once
/// @param timeout how long one page may take, from the request to the end of its body
public record CrawlSettings(HttpUrl start, int maxPages, int concurrency, Duration timeout) {
  static final int MAX_PAGES = 1_000_000;
  static final int MAX_CONCURRENCY = 256;
  static final Duration MAX_TIMEOUT = Duration.ofHours(1);

  public CrawlSettings {
    requireBetween("--max-pages", maxPages, MAX_PAGES);
    requireBetween("--concurrency", concurrency, MAX_CONCURRENCY);
    if (timeout.toMillis() < 1 || timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          "--timeout must be between 0.001 s and "
              + Text.seconds(MAX_TIMEOUT)
              + ", got "
              + Text.seconds(timeout));
    }
  }

  private static void requireBetween(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          option + " must be between 1 and " + most + ", got " + value);
    }
  }
}
