package dev.baton.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `./run bench net`: a TCP echo server with a task a connection, beside a bare selector loop and
/// others.
///
/// Each server is a process on one core, the load another on the other. What counts is the server's
/// processor time for a request, as a share of the bare loop's in the same round: requests a second
/// depend on the load and on where the machine has put the two cores just then. The contestants
/// take turns, and medians are shown with their spread.
public final class NetBench {
  private static final List<NetRow> ROWS =
      List.of(
          new NetRow(64, 1, 0),
          new NetRow(64, 100, 0.85),
          new NetRow(64, 1_000, 0),
          new NetRow(16 * 1024, 1, 0),
          new NetRow(16 * 1024, 100, 0.80),
          new NetRow(16 * 1024, 1_000, 0));

  private static final String LINE = "  %-28s %9s %17s %8s %13s  %s%n";

  private final List<NetContestant> contestants = new ArrayList<>();
  private final boolean pinned;
  private final int rounds;
  private final int seconds;

  private NetBench(int rounds, int seconds) throws Exception {
    this.rounds = rounds;
    this.seconds = seconds;
    this.pinned = NetContestant.works("taskset", "-c", "1", "true");
    for (NetContestant one : NetContestant.values()) {
      if (one.isThere()) {
        contestants.add(one);
      } else {
        System.err.println("bench net: " + one.title + " is not installed and left out");
      }
    }
  }

  /// `NetBench [ROUNDS [SECONDS [ONLY...]]]`: by default 5 rounds of 3 seconds of all contestants.
  static void main(String[] args) throws Exception {
    int rounds;
    int seconds;
    List<NetContestant> only;
    try {
      rounds = number("ROUNDS", args, 0, 5);
      seconds = number("SECONDS", args, 1, 3);
      only = args.length > 2 ? only(args) : List.of(NetContestant.values());
    } catch (IllegalArgumentException wrong) {
      System.err.println("bench net: " + wrong.getMessage());
      System.exit(2);
      return;
    }
    NetBench bench = new NetBench(rounds, seconds);
    bench.contestants.retainAll(only);
    bench.run();
  }

  private static int number(String what, String[] args, int at, int otherwise) {
    if (args.length <= at) {
      return otherwise;
    }
    if (!args[at].matches("[1-9][0-9]?")) {
      throw new IllegalArgumentException(
          what + " must be a number from 1 to 99, got \"" + args[at] + "\"");
    }
    return Integer.parseInt(args[at]);
  }

  private static List<NetContestant> only(String[] args) {
    List<NetContestant> only = new ArrayList<>(List.of(NetContestant.NIO));
    for (int i = 2; i < args.length; i++) {
      only.add(NetContestant.named(args[i]));
    }
    return only;
  }

  private void run() throws Exception {
    System.out.println(
        pinned
            ? "server on core 0, load on core 1"
            : "there is no taskset with two cores: expect little of these figures");
    try (NetScripts scripts = new NetScripts()) {
      for (NetRow row : ROWS) {
        measure(row, scripts);
      }
    }
  }

  private void measure(NetRow row, NetScripts scripts) throws Exception {
    Map<NetContestant, List<NetRun>> runs = new EnumMap<>(NetContestant.class);
    List<Double> bounces = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      bounces.add(CoreProbe.bounceNanos());
      for (NetContestant one : contestants) {
        NetRun run = NetRun.measure(one.command(scripts), row, seconds, pinned);
        runs.computeIfAbsent(one, _ -> new ArrayList<>()).add(run);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s (a cache line takes %.0f to %.0f ns to the other core)%n",
        row.title(),
        Statistics.of(bounces).lowest(),
        Statistics.of(bounces).highest());
    System.out.printf(LINE, "", "req/s", "CPU µs a request", "share", "low-high", "");
    for (NetContestant one : contestants) {
      print(one, row, runs.get(one), runs.get(NetContestant.NIO));
    }
  }

  private static void print(
      NetContestant one, NetRow row, List<NetRun> runs, List<NetRun> yardstick) {
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      shares.add(yardstick.get(i).cpuMicros() / runs.get(i).cpuMicros());
    }
    Statistics share = Statistics.of(shares);
    boolean judged = one == NetContestant.BATON && row.goal() > 0;
    System.out.printf(
        LINE,
        one.title,
        text("%,.0f", median(runs.stream().map(NetRun::requestsPerSecond).toList())),
        text("%.2f", median(runs.stream().map(NetRun::cpuMicros).toList())),
        text("%.0f %%", share.median() * 100),
        text("%.0f-%.0f %%", share.lowest() * 100, share.highest() * 100),
        judged ? (share.median() >= row.goal() ? "met: " : "MISSED: ") + goal(row) : "");
  }

  private static String goal(NetRow row) {
    return text("at least %.0f %%", row.goal() * 100);
  }

  private static double median(List<Double> figures) {
    return Statistics.of(figures).median();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
