package dev.baton.scraper;

import dev.baton.Suspends;

/// Takes the pages of a crawl, in the order in which they come.
@FunctionalInterface
public interface PageSink {
  /// Takes one, when there is room for it.
  @Suspends
  void put(Page page);
}
