package dev.baton.scraper;

/// Hears of what people may want to know while a crawl goes on.
@FunctionalInterface
public interface CrawlListener {
  /// Something happened to a whole host, or was decided for it. One sentence.
  void notice(String sentence);
}
