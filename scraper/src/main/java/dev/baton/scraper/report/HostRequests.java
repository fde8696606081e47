package dev.baton.scraper.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The requests to a host while they are counted, in the order of the log.
final class HostRequests {
  /// Further reasons to wait are summed up.
  private static final int MOST_REASONS = 20;

  private final String host;

  /// Whether it may be asked several things at once.
  private final boolean own;

  private final Map<String, Duration> waits = new HashMap<>();
  private long requests;
  private Duration margin;
  private String closest;
  private String why;

  /// When it had answered everything; null before the first answer.
  private Instant idleSince;

  /// The request before this one in the log, which has the order of their ends; null before the
  /// first.
  private RequestLog.Line before;

  /// The answer that has closed the host for the longest.
  private RequestLog.Line refusal;

  private String breach;

  HostRequests(String host, boolean own) {
    this.host = host;
    this.own = own;
  }

  void add(RequestLog.Line line) {
    requests++;
    Duration distance = Duration.between(line.allowed, line.at);
    if (margin == null || distance.compareTo(margin) < 0) {
      margin = distance;
      closest = line.url;
      why = line.why;
    }
    if (idleSince != null && idleSince.isBefore(line.allowed)) {
      waited(line.why, Duration.between(idleSince, line.allowed));
    }
    Instant end = line.end();
    idleSince = idleSince == null || idleSince.isBefore(end) ? end : idleSince;
    check(line);
  }

  /// Compares it with what was before, whatever the crawl thought to be allowed.
  private void check(RequestLog.Line line) {
    if (refusal != null && !line.at.isBefore(refusal.end())) {
      Duration early = Duration.between(line.at, refusal.closedUntil());
      if (early.isPositive()) {
        breach(line, Words.time(early) + " before the end of a Retry-After");
      }
    }
    if (!own && before != null && overlap(before, line)) {
      breach(line, "while another request was under way");
    }
    before = line;
    if (refusal == null || refusal.closedUntil().isBefore(line.closedUntil())) {
      refusal = line;
    }
  }

  private static boolean overlap(RequestLog.Line a, RequestLog.Line b) {
    return a.at.isBefore(b.end()) && b.at.isBefore(a.end());
  }

  private void breach(RequestLog.Line line, String how) {
    breach = breach == null ? "asked for " + line.url + " " + how : breach;
  }

  private void waited(String reason, Duration time) {
    boolean isListed = waits.size() < MOST_REASONS || waits.containsKey(reason);
    waits.merge(isListed ? reason : "other reasons", time, Duration::plus);
  }

  HostPoliteness politeness() {
    Map<String, Duration> longestFirst = new LinkedHashMap<>();
    waits.entrySet().stream()
        .sorted(Map.Entry.<String, Duration>comparingByValue(Comparator.reverseOrder()))
        .forEach(wait -> longestFirst.put(wait.getKey(), wait.getValue()));
    return new HostPoliteness(host, requests, margin, closest, why, longestFirst, breach);
  }
}
