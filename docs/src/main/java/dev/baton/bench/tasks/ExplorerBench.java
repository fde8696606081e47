package dev.baton.bench.tasks;

import dev.baton.Async;
import dev.baton.TaskGroup;
import dev.baton.bench.Machine;
import dev.baton.bench.MarkdownTable;
import dev.baton.bench.Statistics;
import dev.baton.bench.Suite;
import dev.baton.testing.Exploration;
import dev.baton.testing.Explorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `./run bench explorer`: how many schedules of a small program are tried in a second.
///
/// The program is the two-task lost update: each task gives the other a turn, reads a balance,
/// gives it another, and writes what it makes of it. In about 37 of 100 random schedules an update
/// is lost so; a run in which that share is not found has explored nothing.
public final class ExplorerBench {
  public static final Suite SUITE =
      Suite.plain("explorer", "schedules a second", ExplorerBench::run);

  private static final int SCHEDULES = 20_000;
  private static final int WARM_UPS = 5;
  private static final int ROUNDS = 9;
  private static final double GOAL = 20_000;

  private int balance;

  private ExplorerBench() {}

  private static String run() throws Exception {
    for (int i = 0; i < WARM_UPS; i++) {
      schedulesPerSecond();
    }
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      rates.add(schedulesPerSecond());
      System.err.printf("bench explorer: round %d of %d%n", i + 1, ROUNDS);
    }
    return text(Statistics.of(rates));
  }

  /// A random schedule is run twice: it counts once.
  private static double schedulesPerSecond() throws Exception {
    long start = System.nanoTime();
    Exploration found = Explorer.random(SCHEDULES).explore(() -> new ExplorerBench().deposits());
    double rate = SCHEDULES * 1e9 / (System.nanoTime() - start);
    double lost = (double) found.failures() / SCHEDULES;
    if (lost < 0.3 || lost > 0.45) {
      throw new IllegalStateException("expected about 37 % lost updates, got " + lost);
    }
    return rate;
  }

  private void deposits() {
    TaskGroup.run(
        group -> {
          group.spawn(this::deposit);
          group.spawn(this::deposit);
        });
    if (balance != 2) {
      throw new IllegalStateException("an update is lost");
    }
  }

  private void deposit() {
    Async.yieldNow();
    int seen = balance;
    Async.yieldNow();
    balance = seen + 1;
  }

  private static String text(Statistics rate) {
    return MarkdownTable.text(
            List.of("two tasks, one lost update", "median", "lowest", "highest", "goal"),
            List.of(
                List.of(
                    "schedules a second",
                    number(rate.median()),
                    number(rate.lowest()),
                    number(rate.highest()),
                    number(GOAL))))
        + "\n\n%d rounds of %,d random schedules, each run twice and counted once. %s. Made by `./run bench explorer`.\n"
            .formatted(ROUNDS, SCHEDULES, Machine.here().java());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
