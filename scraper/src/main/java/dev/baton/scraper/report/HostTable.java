package dev.baton.scraper.report;

import static java.util.stream.Collectors.joining;

import dev.baton.html.Markup;
import dev.baton.scraper.report.CrawlFigures.Host;
import dev.baton.scraper.report.CrawlFigures.Hosts;
import java.time.Duration;
import java.util.List;

/// The hosts: how quick they were, and how politely they were asked.
record HostTable(Hosts hosts) implements Part {
  private static final int SHOWN = 25;

  /// Of a host that has made the crawl wait longer it is said what for.
  private static final Duration LONG_WAIT = Duration.ofSeconds(10);

  private static final int MOST_REASONS = 3;

  @Override
  public String id() {
    return "hosts";
  }

  @Override
  public String title() {
    return "Hosts";
  }

  @Override
  public boolean isEmpty() {
    return hosts.count() == 0;
  }

  @Override
  public void write(Markup page) {
    List<Host> listed = hosts.listed();
    table(page, listed.subList(0, Math.min(SHOWN, listed.size())));
    if (listed.size() > SHOWN) {
      List<Host> rest = listed.subList(SHOWN, listed.size());
      page.open("details").element("summary", Words.count(rest.size(), "more host"));
      table(page, rest);
      page.close();
    }
    if (hosts.count() > listed.size()) {
      String more = Words.count(hosts.count() - listed.size(), "host");
      page.element("p", "and " + more + " with fewer requests", "class", "soft");
    }
  }

  private static void table(Markup page, List<Host> hosts) {
    page.open("table", "class", "hosts").element("caption", "Hosts", "class", "hidden");
    page.open("thead").open("tr").element("th", "host", "scope", "col");
    for (String head : List.of("pages", "requests", "p50", "p99", "waited", "margin")) {
      page.element("th", head, "scope", "col", "class", "n");
    }
    page.close().close().open("tbody").newLine();
    hosts.forEach(host -> line(page, host));
    page.close().close().newLine();
  }

  private static void line(Markup page, Host host) {
    page.open("tr").open("th", "scope", "row");
    Links.text(page, "url", host.name());
    if (host.givenUp() != null) {
      page.text(" ").open("span", "class", "note bad").text("given up: ");
      Links.text(page, "what", host.givenUp());
      page.close();
    }
    waits(page, host.politeness());
    page.close();
    cell(page, "pages", Words.count(host.pages()));
    cell(page, "requests", Words.count(host.requests()));
    cell(page, "p50", time(host.latency(), host.latency().p50()));
    cell(page, "p99", time(host.latency(), host.latency().p99()));
    politeness(page, host.politeness());
    page.close().newLine();
  }

  /// What a host has made the crawl wait for, if that was long.
  private static void waits(Markup page, HostPoliteness host) {
    if (host == null || host.waited().compareTo(LONG_WAIT) < 0) {
      return;
    }
    String waits =
        host.waits().entrySet().stream()
            .limit(MOST_REASONS)
            .map(wait -> wait.getKey() + " (" + Words.time(wait.getValue()) + ")")
            .collect(joining(", ", "waited: ", ""));
    page.text(" ").open("span", "class", "note soft");
    Links.text(page, "what", waits);
    page.close();
  }

  private static void cell(Markup page, String name, String text) {
    page.element("td", text, "class", "n", "data-name", name);
  }

  private static String time(Latency latency, Duration time) {
    return latency.answers() == 0 ? "–" : Words.time(time);
  }

  private static void politeness(Markup page, HostPoliteness host) {
    if (host == null) {
      cell(page, "waited", "–");
      cell(page, "margin", "–");
      return;
    }
    cell(page, "waited", Words.time(host.waited()));
    boolean isEarly = host.margin().isNegative();
    page.element(
        "td",
        isEarly ? "early by " + Words.time(host.margin().negated()) : Words.time(host.margin()),
        "class",
        isEarly ? "n bad" : "n",
        "data-name",
        "margin",
        "title",
        host.text());
  }
}
