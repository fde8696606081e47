package dev.baton.scraper.tour;

import dev.baton.scraper.demo.Visit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/// How long hosts were left alone, as they saw it themselves.
final class Pauses {
  private Pauses() {}

  /// After each 429, until the next request to the same host.
  static List<Duration> after429(List<Visit> visits) {
    List<Duration> pauses = new ArrayList<>();
    Map<String, Visit> last = new HashMap<>();
    for (Visit visit : visits) {
      Visit before = last.put(visit.host(), visit);
      if (before != null && before.status() == 429) {
        pauses.add(Duration.ofNanos(visit.nanos() - before.nanos()));
      }
    }
    return pauses;
  }

  /// Between the last request of a process that was killed and the first of the next one, for each
  /// host.
  static List<Duration> acrossKills(List<Visit> visits, ToIntFunction<Visit> process) {
    List<Duration> pauses = new ArrayList<>();
    Map<String, Visit> last = new HashMap<>();
    for (Visit visit : visits) {
      Visit before = last.put(visit.host(), visit);
      if (before != null && process.applyAsInt(before) < process.applyAsInt(visit)) {
        pauses.add(Duration.ofNanos(visit.nanos() - before.nanos()));
      }
    }
    return pauses;
  }
}
