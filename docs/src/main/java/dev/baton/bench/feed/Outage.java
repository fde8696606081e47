package dev.baton.bench.feed;

import dev.baton.bench.MarkdownTable;
import dev.baton.bench.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Our own watchers, after outages of different lengths: how soon the next reading comes.
final class Outage {
  static final int WATCHERS = 8;

  private static final List<Duration> LENGTHS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(8),
          Duration.ofSeconds(14));

  private static final Duration EVERY = Duration.ofMillis(100);
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final double SHARE = 0.95;
  private static final double GOAL_SECONDS = 2;

  private final Setup setup;

  /// Of each length the seconds that each watcher took, after each outage.
  private final Map<Duration, List<Double>> seconds = new LinkedHashMap<>();

  private Outage(Setup setup) {
    this.setup = setup;
  }

  static String text(Setup setup) throws IOException, InterruptedException {
    Outage outage = new Outage(setup);
    outage.measure();
    return outage.table();
  }

  private void measure() throws IOException, InterruptedException {
    ServerProcess server = setup.start(Contestant.BATON, 0, EVERY);
    List<WatcherProcess> watchers = new ArrayList<>();
    try {
      for (int i = 0; i < WATCHERS; i++) {
        watchers.add(WatcherProcess.start(setup, server.port()));
      }
      awaitAll(watchers, 0);
      for (int run = 1; run <= setup.settings().runs(); run++) {
        for (Duration length : LENGTHS) {
          server = interrupt(server, length, watchers);
        }
        FeedBench.note("run %d of %d, outages".formatted(run, setup.settings().runs()));
      }
    } finally {
      watchers.forEach(WatcherProcess::close);
      server.close();
    }
  }

  /// @return the server that comes after it
  private ServerProcess interrupt(
      ServerProcess server, Duration length, List<WatcherProcess> watchers)
      throws IOException, InterruptedException {
    server.kill();
    Thread.sleep(length);
    CompletableFuture<Long> opened = new CompletableFuture<>();
    Thread.startVirtualThread(() -> opened.complete(awaitOpen(server.port())));
    ServerProcess next = setup.start(Contestant.BATON, server.port(), EVERY);
    seconds
        .computeIfAbsent(length, _ -> new ArrayList<>())
        .addAll(awaitAll(watchers, opened.join()));
    return next;
  }

  /// @return microseconds since 1970
  private static long awaitOpen(int port) {
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.getLocalPort() != port) { // else it is connected to itself
          return WatcherProcess.micros();
        }
      } catch (IOException notYet) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      }
    }
  }

  private static List<Double> awaitAll(List<WatcherProcess> watchers, long since)
      throws IOException, InterruptedException {
    List<Double> all = new ArrayList<>();
    for (WatcherProcess watcher : watchers) {
      all.add((watcher.awaitReading(since, LIMIT) - since) / 1e6);
    }
    return all;
  }

  private String table() {
    List<List<String>> lines = new ArrayList<>();
    List<Double> all = new ArrayList<>();
    seconds.forEach(
        (length, times) -> {
          all.addAll(times);
          lines.add(line(length.toSeconds() + " s", times, false));
        });
    lines.add(line("all", all, true));
    return """
    **%d watchers, `feed watch`**, after outages and the server's start: seconds from the port's \
    opening until the next reading is there

    %s
    """
        .formatted(
            WATCHERS,
            MarkdownTable.text(List.of("outage", "half", "95 %", "goal", "longest"), lines));
  }

  private static List<String> line(String what, List<Double> times, boolean judge) {
    double most = quantile(times, SHARE);
    String goal = "%.0f".formatted(GOAL_SECONDS) + (most >= GOAL_SECONDS ? " MISSED" : "");
    return List.of(
        what,
        text(quantile(times, 0.5)),
        text(most),
        judge ? goal : "",
        text(Collections.max(times)));
  }

  static double quantile(List<Double> figures, double share) {
    List<Double> sorted = figures.stream().sorted().toList();
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  private static String text(double seconds) {
    return String.format(Locale.ROOT, "%.2f", seconds);
  }
}
