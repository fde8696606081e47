package dev.baton.scraper.report;

import static java.util.Comparator.comparing;

import dev.baton.scraper.FoundUrl;
import dev.baton.scraper.UrlRecord;
import dev.baton.scraper.UrlState;
import dev.baton.scraper.report.CrawlFigures.Answers;
import dev.baton.scraper.report.CrawlFigures.Example;
import dev.baton.scraper.report.CrawlFigures.Group;
import dev.baton.scraper.report.CrawlFigures.Host;
import dev.baton.scraper.report.CrawlFigures.Hosts;
import dev.baton.scraper.report.CrawlFigures.Job;
import dev.baton.scraper.report.CrawlFigures.Totals;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Makes the figures of a crawl of its URLs, each of which is given once, in any order. What it
/// keeps grows with the hosts that were asked, and not with the URLs.
public final class FiguresBuilder {
  private static final int HOSTS_LISTED = 200;

  /// Those with troubles first, then those with the most requests.
  private static final Comparator<HostCounts> ORDER =
      comparing(HostCounts::hasTrouble).thenComparing(HostCounts::requests).reversed();

  private static final class HostCounts {
    private long pages;
    private final LatencyCounts latency = new LatencyCounts();
    private HostPoliteness politeness;
    private String givenUp;

    private Host host(String name) {
      return new Host(name, pages, latency.latency(), politeness, givenUp);
    }

    private long requests() {
      return politeness == null ? 0 : politeness.requests();
    }

    private boolean hasTrouble() {
      return givenUp != null || politeness != null && !politeness.isPolite();
    }
  }

  private final Map<UrlState, Long> states = new EnumMap<>(UrlState.class);
  private final Map<UrlState, Reasons> groups = new EnumMap<>(UrlState.class);
  private final Map<Integer, Long> statuses = new TreeMap<>();
  private final Map<String, HostCounts> hosts = new HashMap<>();
  private long redirects;
  private long pages;
  private final Reasons errors = new Reasons();
  private final Reasons remarks = new Reasons();
  private final LatencyCounts latency = new LatencyCounts();
  private final Slowest slowest = new Slowest();
  private final SiteCounts site = new SiteCounts();

  /// Counts a URL.
  public void add(FoundUrl url) {
    states.merge(url.state(), 1L, Long::sum);
    if (url.state() != UrlState.OUT_OF_SCOPE) {
      site.add(url.url(), Fate.of(url.state(), url.status()));
    }
    addReason(url);
    if (url.isWritten()) {
      pages++;
    }
    if (wasAsked(url)) {
      addAnswer(url);
    }
  }

  private static boolean wasAsked(FoundUrl url) {
    return url.status() != 0 || url.state() == UrlState.FAILED;
  }

  private void addReason(FoundUrl url) {
    Example example = new Example(url.url(), url.from(), url.tries());
    if (Fate.of(url.state()) != Fate.FETCHED) {
      groups.computeIfAbsent(url.state(), _ -> new Reasons()).add(reason(url), example);
    } else if (url.status() >= 400) {
      errors.add(Statuses.name(url.status()), example);
    } else if (url.status() >= 300) {
      redirects++;
    } else if (url.detail() != null && url.kind() == UrlRecord.Kind.PAGE) {
      remarks.add(url.detail(), example);
    }
  }

  private static String reason(FoundUrl url) {
    return url.detail() == null ? url.state().text() : url.detail();
  }

  private void addAnswer(FoundUrl url) {
    statuses.merge(url.status(), 1L, Long::sum);
    if (url.host() != null && url.isWritten()) {
      host(url.host()).pages++;
    }
    if (url.status() == 0) {
      return;
    }
    latency.add(url.took());
    slowest.add(url);
    if (url.host() != null) {
      HostCounts host = host(url.host());
      host.latency.add(url.took());
    }
  }

  private HostCounts host(String name) {
    return hosts.computeIfAbsent(name, _ -> new HostCounts());
  }

  /// Says how politely a host was asked.
  public void add(HostPoliteness politeness) {
    host(politeness.host()).politeness = politeness;
  }

  /// Says that a host was given up, and why.
  public void addGivenUp(String host, String why) {
    host(host).givenUp = why;
  }

  /// What has come together.
  ///
  /// @param written how many bytes of pages
  public CrawlFigures figures(Job job, long written) {
    Answers answers =
        new Answers(
            new TreeMap<>(statuses),
            errors.group(),
            remarks.group(),
            latency.latency(),
            slowest.visits());
    return new CrawlFigures(job, totals(written), answers, groups(), hosts(), site.site());
  }

  private Totals totals(long written) {
    long requests = hosts.values().stream().mapToLong(HostCounts::requests).sum();
    return new Totals(
        new EnumMap<>(states), redirects, errors.group().urls(), pages, requests, written);
  }

  private Map<UrlState, Group> groups() {
    Map<UrlState, Group> all = new EnumMap<>(UrlState.class);
    groups.forEach((state, reasons) -> all.put(state, reasons.group()));
    return all;
  }

  private Hosts hosts() {
    List<Host> listed =
        hosts.entrySet().stream()
            .sorted(
                comparing(Map.Entry<String, HostCounts>::getValue, ORDER)
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(HOSTS_LISTED)
            .map(one -> one.getValue().host(one.getKey()))
            .toList();
    HostPoliteness closest =
        hosts.values().stream()
            .map(host -> host.politeness)
            .filter(Objects::nonNull)
            .min(comparing(HostPoliteness::margin))
            .orElse(null);
    return new Hosts(listed, hosts.size(), closest);
  }
}
