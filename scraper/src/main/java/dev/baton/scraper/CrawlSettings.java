package dev.baton.scraper;

import dev.baton.program.Limits;
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
    Limits.require("--max-pages", maxPages, 1, MAX_PAGES);
    Limits.require("--concurrency", concurrency, 1, MAX_CONCURRENCY);
    Limits.require("--timeout", timeout, Duration.ofMillis(1), MAX_TIMEOUT);
  }
}
