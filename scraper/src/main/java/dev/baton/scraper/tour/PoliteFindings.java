package dev.baton.scraper.tour;

import dev.baton.scraper.demo.BusyHost;
import dev.baton.scraper.demo.Visit;
import dev.baton.scraper.report.HostPoliteness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Whether the servers were treated as they should be, mostly by what they have seen themselves.
final class PoliteFindings {
  private PoliteFindings() {}

  static List<Finding> of(Sight sight) {
    return List.of(
        robotsFirst(sight.visits()), pauses(sight.visits()), early(sight.hosts()), once(sight));
  }

  static Finding finding(String what, String text, List<String> wrong) {
    return new Finding(what, Should.POLITE, text, wrong);
  }

  private static Finding robotsFirst(List<Visit> visits) {
    Map<String, String> first = new LinkedHashMap<>();
    visits.forEach(visit -> first.putIfAbsent(visit.host(), visit.target()));
    List<String> wrong = new ArrayList<>();
    first.forEach(
        (host, target) -> {
          if (!target.equals("/robots.txt")) {
            wrong.add(host + " was asked for " + target + " first");
          }
        });
    return finding("asks for robots.txt first", "at all " + first.size() + " hosts", wrong);
  }

  static Finding pauses(List<Visit> visits) {
    List<Duration> pauses = Pauses.after429(visits);
    List<String> wrong =
        pauses.stream()
            .filter(pause -> pause.compareTo(BusyHost.PAUSE) < 0)
            .map(pause -> "was asked again after " + seconds(pause))
            .toList();
    String text =
        pauses.stream()
            .min(Comparator.naturalOrder())
            .map(least -> "never asked early: smallest pause " + seconds(least))
            .orElse("nobody said 429");
    return finding(
        "waits " + seconds(BusyHost.PAUSE) + " when a host says 429",
        text,
        pauses.isEmpty() ? List.of(text) : wrong);
  }

  static Finding early(List<HostPoliteness> hosts) {
    List<String> wrong =
        hosts.stream()
            .filter(host -> !host.isPolite())
            .map(host -> host.host() + " was " + host.text())
            .toList();
    long requests = hosts.stream().mapToLong(HostPoliteness::requests).sum();
    return finding(
        "sends no request before it is allowed",
        String.format(Locale.ROOT, "%,d requests, none early", requests),
        wrong);
  }

  private static Finding once(Sight sight) {
    return finding(
        "writes each page once",
        String.format(Locale.ROOT, "%,d lines in pages.jsonl, none twice", sight.written().size()),
        sight.twice().stream().map(url -> url + " was written twice").toList());
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", Math.floor(time.toMillis() / 100.0) / 10);
  }
}
