package dev.baton.scraper.report;

import java.time.Duration;
import java.util.Map;

/// How politely a host was asked: what the log of requests proves.
///
/// @param host as in the log
/// @param requests that were sent
/// @param margin the shortest time between the moment from which a request was allowed and that at
///   which it was sent; negative if one was sent too early
/// @param closest the URL of that request
/// @param why it was not allowed earlier
/// @param waits how long requests were held back, by reason; the longest first
/// @param breach the first request that broke a rule, whatever was allowed; null if none did
public record HostPoliteness(
    String host,
    long requests,
    Duration margin,
    String closest,
    String why,
    Map<String, Duration> waits,
    String breach) {
  /// Whether every request came at its time.
  public boolean isPolite() {
    return !margin.isNegative() && breach == null;
  }

  /// How long requests were held back, all in all.
  public Duration waited() {
    return waits.values().stream().reduce(Duration.ZERO, Duration::plus);
  }

  /// Such as `asked 12 times, never early: smallest margin 3 ms`.
  public String text() {
    String asked = "asked " + (requests == 1 ? "once" : Words.count(requests) + " times");
    if (margin.isNegative()) {
      return asked + ", at least once early: by " + Words.time(margin.negated());
    }
    return breach == null
        ? asked + ", never early: smallest margin " + Words.time(margin)
        : asked + "; " + breach;
  }
}
