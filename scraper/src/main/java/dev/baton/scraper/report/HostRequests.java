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
  private final Map<String, Duration> waits = new HashMap<>();
  private long requests;
  private Duration margin;
  private String closest;
  private String why;

  /// When it had answered everything; null before the first answer.
  private Instant idleSince;

  HostRequests(String host) {
    this.host = host;
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
    Instant end = line.at.plus(line.took);
    idleSince = idleSince == null || idleSince.isBefore(end) ? end : idleSince;
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
    return new HostPoliteness(host, requests, margin, closest, why, longestFirst);
  }
}
