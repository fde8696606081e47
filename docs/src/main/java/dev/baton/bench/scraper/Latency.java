package dev.baton.bench.scraper;

import dev.baton.bench.Cost;
import dev.baton.bench.MarkdownTable;
import dev.baton.bench.MeasuredProcess;
import dev.baton.bench.Outcome;
import dev.baton.bench.Programs;
import dev.baton.bench.Statistics;
import dev.baton.bench.TemporaryFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Many hosts that answer late: what counts is that each is always asked as much as it may be.
///
/// Time is taken by the hosts, from the first request to the last answer: the JVM's start is not
/// waiting. The hosts need time of their own beside the delay, so in each round a client asks as
/// often that does nothing else: the ideal is what that takes.
final class Latency {
  private static final int AT_ONCE = 2;
  private static final double GOAL = 0.95;

  /// A larger site than the others have: with a start of its own at each host.
  private static final int MORE_PAGES = 4;

  private final BatonCrawl baton;
  private final int pagesOfHost;
  private final List<Cost> costs = new ArrayList<>();
  private final List<Double> seconds = new ArrayList<>();
  private final List<Double> bareSeconds = new ArrayList<>();
  private final List<Double> shares = new ArrayList<>();

  private Latency(Setup setup) {
    baton =
        new BatonCrawl(
            setup.workspace(), setup.baton(), List.of("--own-site", String.valueOf(AT_ONCE)));
    pagesOfHost = Math.max(2, setup.settings().pages() * MORE_PAGES / DelayedHosts.HOSTS);
  }

  static String text(Setup setup) throws IOException, InterruptedException {
    Latency latency = new Latency(setup);
    latency.measure(setup.settings().runs());
    return latency.table();
  }

  private int pages() {
    return pagesOfHost * DelayedHosts.HOSTS;
  }

  private void measure(int runs) throws IOException, InterruptedException {
    Process hosts =
        new ProcessBuilder(
                Programs.java(DelayedHosts.class, List.of(), String.valueOf(pagesOfHost)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = hosts.inputReader();
        Writer orders = hosts.outputWriter()) {
      List<URI> starts = Stream.of(line(output).split(" ")).map(URI::create).toList();
      for (int run = 1; run <= runs; run++) {
        bareSeconds.add(ask(starts, output, orders));
        seconds.add(crawl(starts, output, orders));
        shares.add(bareSeconds.getLast() / seconds.getLast());
        ScraperBench.note(
            "run %d of %d, late hosts: %.0f %% of the ideal"
                .formatted(run, runs, shares.getLast() * 100));
      }
    } finally {
      hosts.destroyForcibly();
    }
  }

  private double ask(List<URI> starts, BufferedReader output, Writer orders)
      throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(List.of(String.valueOf(AT_ONCE), String.valueOf(pagesOfHost / AT_ONCE)));
    starts.forEach(start -> words.add(start.toString()));
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      MeasuredProcess.run(
          Programs.java(BareClient.class, List.of(), words.toArray(String[]::new)), folder.path());
    }
    return seconds(output, orders);
  }

  private double crawl(List<URI> starts, BufferedReader output, Writer orders)
      throws IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      costs.add(baton.crawl(starts, pages(), folder.path()));
    }
    return seconds(output, orders);
  }

  /// What the hosts have seen since they were asked last.
  private double seconds(BufferedReader output, Writer orders) throws IOException {
    orders.write("tell\n");
    orders.flush();
    DelayedHosts.Seen seen = DelayedHosts.Seen.parse(line(output));
    Crawler.check(seen.answers(), pages());
    if (seen.atOnce() > AT_ONCE) {
      throw new IOException("a host was asked %d times at once".formatted(seen.atOnce()));
    }
    return seen.nanos() / 1e9;
  }

  private static String line(BufferedReader output) throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IOException("the hosts have failed; it says above why");
    }
    return line;
  }

  /// If the hosts needed no time of their own.
  private double leastSeconds() {
    return pagesOfHost * DelayedHosts.DELAY.toMillis() / 1e3 / AT_ONCE;
  }

  private String table() {
    Statistics share = Statistics.of(shares);
    Outcome<Cost> result = new Outcome<>(costs, null);
    return """
    **%d hosts that answer after %d ms**, %,d pages, `--own-site %d`: %.1f seconds of delays

    %s
    """
        .formatted(
            DelayedHosts.HOSTS,
            DelayedHosts.DELAY.toMillis(),
            pages(),
            AT_ONCE,
            leastSeconds(),
            MarkdownTable.text(
                List.of(
                    "",
                    "seconds, by the hosts",
                    "share of the ideal",
                    "goal",
                    "seconds, with the start",
                    "processor ms a page",
                    "peak MB"),
                List.of(
                    List.of(
                        "a client that only asks: the ideal",
                        Statistics.of(bareSeconds).spread(),
                        "",
                        "",
                        "",
                        "",
                        ""),
                    List.of(
                        Contestant.BATON.title,
                        Statistics.of(seconds).spread(),
                        "%.0f %% (%.0f-%.0f)"
                            .formatted(
                                share.median() * 100, share.lowest() * 100, share.highest() * 100),
                        "%.0f %%".formatted(GOAL * 100) + (share.median() < GOAL ? " MISSED" : ""),
                        result.of(Cost::seconds).spread(),
                        result.of(cost -> cost.processorSeconds() * 1e3 / pages()).spread(),
                        "%.0f".formatted(result.of(Cost::peakBytes).median() / 1e6)))));
  }
}
