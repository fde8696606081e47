package dev.baton.scraper.job;

import dev.baton.Suspends;
import dev.baton.scraper.FoundUrl;
import dev.baton.scraper.JobReader;
import dev.baton.scraper.UrlRecord.Kind;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.report.CrawlFigures.Totals;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// How many URLs of a job have become what.
///
/// @param pages that are written: a line each
/// @param waiting that are still to be asked for
/// @param kinds how many there are of each, in the words of states; what was fetched is told apart
public record JobCounts(long pages, long waiting, Map<String, Long> kinds) {
  /// Looks at all URLs.
  @Suspends
  static JobCounts of(JobReader reader) {
    Counter counter = new Counter();
    reader.forEach(counter::add);
    Map<String, Long> kinds = new LinkedHashMap<>(counter.fetched);
    counter.states.forEach((state, count) -> kinds.put(state.text(), count));
    long waiting =
        counter.states.getOrDefault(UrlState.PENDING, 0L)
            + counter.states.getOrDefault(UrlState.ASKED, 0L);
    return new JobCounts(counter.pages, waiting, kinds);
  }

  /// Whether nothing is left to be asked for, as in the report.
  public boolean isDone() {
    return Totals.isDone(waiting, kinds.size());
  }

  private static final class Counter {
    private long pages;
    private final Map<UrlState, Long> states = new TreeMap<>();
    private final Map<String, Long> fetched = new LinkedHashMap<>();

    void add(FoundUrl url) {
      pages += url.isWritten() ? 1 : 0;
      if (url.state() == UrlState.FETCHED) {
        fetched.merge(kind(url), 1L, Long::sum);
      } else {
        states.merge(url.state(), 1L, Long::sum);
      }
    }

    private static String kind(FoundUrl url) {
      if (url.kind() == Kind.SITEMAP) {
        return "fetched for its links (sitemap)";
      }
      if (url.status() >= 400) {
        return "answered with an error status";
      }
      return url.status() >= 300 ? "redirect" : UrlState.FETCHED.text();
    }
  }
}
