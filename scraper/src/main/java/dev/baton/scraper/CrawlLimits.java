package dev.baton.scraper;

import dev.baton.program.Limits;
import java.time.Duration;

/// How far a crawl goes.
///
/// @param maxPages how many pages are visited at most
/// @param maxDepth how many links are followed in a row from a start
/// @param maxRetries how often a page is asked for again that got no answer
/// @param maxDisk how much the pages take at most, in bytes
/// @param concurrency how many requests there are at once, on all hosts together
/// @param timeout how long one page may take, from the request to the end of its body
public record CrawlLimits(
    int maxPages, int maxDepth, int maxRetries, long maxDisk, int concurrency, Duration timeout) {
  public static final int MAX_PAGES = 1_000_000;
  static final int MAX_DEPTH = 1_000;
  static final int MAX_RETRIES = 10;
  public static final long MAX_DISK = 1L << 50;
  static final int MAX_CONCURRENCY = 1_024;
  static final Duration MAX_TIMEOUT = Duration.ofHours(1);

  public CrawlLimits {
    Limits.require("--max-pages", maxPages, 1, MAX_PAGES);
    Limits.require("--max-depth", maxDepth, 0, MAX_DEPTH);
    Limits.require("--retries", maxRetries, 0, MAX_RETRIES);
    Limits.require("--max-disk", maxDisk, 1, MAX_DISK);
    Limits.require("--concurrency", concurrency, 1, MAX_CONCURRENCY);
    Limits.require("--timeout", timeout, Duration.ofMillis(1), MAX_TIMEOUT);
  }

  /// The same with other limits of what is visited and written.
  public CrawlLimits with(int newMaxPages, long newMaxDisk) {
    return new CrawlLimits(newMaxPages, maxDepth, maxRetries, newMaxDisk, concurrency, timeout);
  }

  /// What holds where the user does not say otherwise.
  public static CrawlLimits usual() {
    return new CrawlLimits(10_000, 50, 2, 10L << 30, 64, Duration.ofSeconds(30));
  }
}
