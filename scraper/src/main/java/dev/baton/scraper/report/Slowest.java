package dev.baton.scraper.report;

import static java.util.Comparator.comparing;

import dev.baton.scraper.FoundUrl;
import dev.baton.scraper.report.CrawlFigures.Visit;
import java.util.List;
import java.util.PriorityQueue;

/// Keeps the visits that took longest.
final class Slowest {
  private static final int MOST = 10;

  /// The quickest of them first.
  private final PriorityQueue<Visit> visits = new PriorityQueue<>(comparing(Visit::took));

  void add(FoundUrl url) {
    if (visits.size() == MOST && url.took().compareTo(visits.peek().took()) <= 0) {
      return;
    }
    visits.add(new Visit(url.url(), url.status(), url.took()));
    if (visits.size() > MOST) {
      visits.poll();
    }
  }

  /// The slowest first.
  List<Visit> visits() {
    return visits.stream().sorted(comparing(Visit::took).reversed()).toList();
  }
}
