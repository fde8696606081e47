package dev.baton.bench.scraper;

import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;

/// Lets the contestants take turns, so that a slow minute of the machine hits all of them.
record Rounds(Map<Contestant, Crawler> crawlers, URI start, int pages) {
  /// @return what came out for each, in the order of the rounds
  Map<Contestant, Result> run(int rounds) throws InterruptedException {
    Map<Contestant, Result> results = new EnumMap<>(Contestant.class);
    crawlers.keySet().forEach(one -> results.put(one, Result.NONE));
    for (int round = 1; round <= rounds; round++) {
      for (Contestant one : crawlers.keySet()) {
        if (results.get(one).error() == null) {
          Result result = results.get(one).with(crawl(crawlers.get(one)));
          results.put(one, result);
          ScraperBench.note(
              "run %d of %d, %s: %s".formatted(round, rounds, one.title, result.last()));
        }
      }
    }
    return results;
  }

  private Result crawl(Crawler crawler) throws InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      return Result.of(crawler.crawl(start, pages, folder.path()));
    } catch (IOException failure) {
      return Result.failed(failure.getMessage());
    }
  }
}
