package dev.baton.scraper.url;

import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/// Finds the URLs of sites that have endlessly many, and of pages that have endlessly many URLs.
///
/// | rule | cuts | from |
/// |---|---|---|
/// | `repeating path` | folders that repeat: `/a/b/a/b/a/b/` | 3 times in a row; numbers do not count |
/// | | URLs that are one when loops are taken out of their paths: `/a/b/a/c`, `/a/c` | 10 of one |
/// | | a query that holds itself: `?a=1&a=1&a=1`, `?q=%25252F` | 3 times |
/// | `depth` | folders in a path | 20 |
/// | `session id` | the same page under another id: `;jsessionid=...`, `?PHPSESSID=...` | the second |
/// | `endless calendar` | dates below a word such as `calendar`: `/calendar?month=7`, `/cal/2026/11/29` | 60 |
/// | | dates in a query: `?date=2031-05`, `?year=2031&month=5` | 300 |
/// | | dates that end a path, found more than 5 links after the first: `/2031/05/` | 300 |
/// | `query explosion` | combinations of three parameters and more on one path | 500, and 10 times as many as values |
/// | | queries of one path | 10,000 |
///
/// What is counted is counted for each host, and for each path or, of dates, each place where they
/// stand.
///
/// An archive by date is no calendar: its months come from a list, or go on for less than 300.
///
/// The answers depend on the URLs before, and on nothing else; a URL that is cut changes nothing.
/// So a crawl that goes on later has the same state after all URLs that were not cut, in their
/// order.
///
/// All of it stays within some 20 MB, whatever sites do: what has not been seen for long is
/// forgotten.
public final class Traps {
  private final List<TrapRule> rules =
      List.of(
          new RepetitionRule(),
          new LoopRule(),
          new DepthRule(),
          new SessionIdRule(),
          new CalendarRule(),
          new QueryExplosionRule());

  /// Whether a URL leads into a trap; if not, it is counted.
  ///
  /// @param url a page that is new: each is told once
  /// @param depth how many links it is away from a start
  public Optional<Trap> check(HttpUrl url, int depth) {
    KnownUrl known = new KnownUrl(url, depth);
    for (TrapRule rule : rules) {
      Optional<Trap> trap = rule.check(known);
      if (trap.isPresent()) {
        return trap;
      }
    }
    rules.forEach(rule -> rule.add(known));
    return Optional.empty();
  }
}
