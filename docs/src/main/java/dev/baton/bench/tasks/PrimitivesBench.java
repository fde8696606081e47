package dev.baton.bench.tasks;

import dev.baton.bench.Machine;
import dev.baton.bench.Python;
import dev.baton.bench.Statistics;
import dev.baton.bench.Suite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `./run bench primitives`: what the primitives cost, beside plain virtual threads and beside
/// asyncio.
///
/// - **A process for each run.** The JIT's decisions differ from start to start; so do memory
///   layouts.
/// - **Warm-up**, then the median of many rounds, each after a garbage collection: see [Rounds].
/// - **The same work for all**, and every operation's effect is counted: see [TaskWorkloads],
///   [ThreadWorkloads] and `asyncio_bench.py`.
///
/// The collector is Parallel by default, which is a good choice for a program with one busy thread
/// and much garbage. Serial gives about the same figures. G1, the JDK's default on a machine like a
/// server, costs up to a sixth more where tasks are short, and about twice the time for a million
/// sleepers: `--gc G1` shows it.
public final class PrimitivesBench {
  public static final Suite SUITE =
      new Suite("primitives", Settings.usage(), PrimitivesBench::order);

  private final Settings settings;
  private final Optional<Python> python;
  private final Fork fork;

  private PrimitivesBench(Settings settings) throws InterruptedException {
    this.settings = settings;
    this.python = Python.find(settings.pythons());
    this.fork = new Fork(settings, python.orElse(null));
  }

  private static Suite.Order order(String... arguments) {
    Settings settings = Settings.parse(arguments);
    return new Suite.Order("primitives", settings.file(), () -> text(settings));
  }

  private static String text(Settings settings) throws IOException, InterruptedException {
    Report report = new PrimitivesBench(settings).run();
    return settings.json() ? Json.text(report) : report.text();
  }

  private Report run() throws IOException, InterruptedException {
    if (python.isEmpty()) {
      System.err.println("bench: no Python 3.11 or newer was found; going on without asyncio");
    }
    Machine machine = Machine.here(python);
    List<Result> results = new ArrayList<>();
    for (Row row : settings.rows()) {
      results.add(measure(row));
    }
    return new Report(settings, machine, String.join(" ", fork.jvmOptions()), results);
  }

  private Result measure(Row row) throws IOException, InterruptedException {
    Map<Contestant, List<Double>> runs = new EnumMap<>(Contestant.class);
    for (int run = 1; run <= settings.runs(); run++) {
      for (Contestant contestant : contestants()) {
        double figure = fork.run(contestant, row);
        runs.computeIfAbsent(contestant, _ -> new ArrayList<>()).add(figure);
        System.err.printf(
            "%s, run %d of %d, %s: %,.0f %s%n",
            row.name(), run, settings.runs(), contestant.title, figure, row.unit());
      }
    }
    Map<Contestant, Statistics> figures = new EnumMap<>(Contestant.class);
    runs.forEach((contestant, all) -> figures.put(contestant, Statistics.of(all)));
    return new Result(row, figures);
  }

  private List<Contestant> contestants() {
    List<Contestant> contestants = new ArrayList<>(List.of(Contestant.BATON));
    if (settings.handOff()) {
      contestants.add(Contestant.HAND_OFF);
    }
    contestants.add(Contestant.THREADS);
    python.ifPresent(_ -> contestants.add(Contestant.ASYNCIO));
    return contestants;
  }
}
