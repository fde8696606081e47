package dev.baton.scraper.report;

import static java.util.Comparator.comparingLong;

import dev.baton.scraper.report.CrawlFigures.Example;
import dev.baton.scraper.report.CrawlFigures.Group;
import dev.baton.scraper.report.CrawlFigures.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts URLs by reason, and keeps the first few of each as examples.
final class Reasons {
  /// A reason that comes after so many others is not listed.
  private static final int MOST = 1_000;

  private static final int LISTED = 20;
  private static final int EXAMPLES = 10;

  private static final class Counted {
    private long urls;
    private final List<Example> examples = new ArrayList<>(1);
  }

  private final Map<String, Counted> counted = new LinkedHashMap<>();
  private long urls;

  void add(String reason, Example example) {
    urls++;
    Counted one = counted.get(reason);
    if (one == null && counted.size() < MOST) {
      one = new Counted();
      counted.put(reason, one);
    }
    if (one != null) {
      one.urls++;
      if (one.examples.size() < EXAMPLES) {
        one.examples.add(example);
      }
    }
  }

  Group group() {
    return new Group(urls, mostFrequent());
  }

  private List<Reason> mostFrequent() {
    return counted.entrySet().stream()
        .map(one -> reason(one.getKey(), one.getValue()))
        .sorted(comparingLong(Reason::urls).reversed())
        .limit(LISTED)
        .toList();
  }

  private static Reason reason(String detail, Counted one) {
    return new Reason(detail, one.urls, List.copyOf(one.examples));
  }
}
