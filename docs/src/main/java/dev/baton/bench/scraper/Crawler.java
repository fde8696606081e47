package dev.baton.bench.scraper;

import dev.baton.bench.Cost;
import dev.baton.bench.Outcome;
import dev.baton.bench.TemporaryFolder;
import dev.baton.bench.Turns;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A program that crawls.
interface Crawler {
  /// The address of a page that was there, in a line of JSON.
  Pattern FETCHED = Pattern.compile("\"url\": ?\"([^\"]+)\", ?\"status\": ?200,");

  /// What it is, for the report.
  String version();

  /// Crawls a site once, from the start of a process to its end.
  ///
  /// @param pages that must be found
  /// @param folder an empty one, for its files
  /// @throws IOException if it failed, or has found fewer pages, or more
  Cost crawl(URI start, int pages, Path folder) throws IOException, InterruptedException;

  /// Lets each crawl the same site in its turn.
  static Map<Contestant, Outcome<Cost>> takeTurns(
      Map<Contestant, Crawler> crawlers, URI start, int pages, int rounds)
      throws InterruptedException {
    Map<Contestant, Turns.Turn<Cost>> turns = new EnumMap<>(Contestant.class);
    crawlers.forEach(
        (one, crawler) -> turns.put(one, () -> crawler.crawlInNewFolder(start, pages)));
    return new Turns<>(turns, one -> one.title, ScraperBench::note).run(rounds);
  }

  private Cost crawlInNewFolder(URI start, int pages) throws IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      return crawl(start, pages, folder.path());
    }
  }

  /// Checks the pages that a crawler has written as JSON Lines: a page that is there twice counts
  /// once.
  static void checkLines(Path file, int pages) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      long found =
          lines
              .map(FETCHED::matcher)
              .filter(Matcher::find)
              .map(fetched -> fetched.group(1))
              .distinct()
              .count();
      check(found, pages);
    }
  }

  /// @throws IOException if these are not all
  static void check(long found, int pages) throws IOException {
    if (found != pages) {
      throw new IOException("found %,d of %,d pages".formatted(found, pages));
    }
  }
}
