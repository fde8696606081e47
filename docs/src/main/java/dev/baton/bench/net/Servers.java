package dev.baton.bench.net;

import dev.baton.bench.Cores;
import dev.baton.bench.Scripts;
import dev.baton.bench.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The servers of all contestants, running side by side.
final class Servers implements AutoCloseable {
  private static final Duration WARM_UP = Duration.ofSeconds(1);
  private static final int MOST_WARM_UPS = 8;

  /// Before a JIT has seen as many it has not even begun in earnest.
  private static final double WARM_ANSWERS = 50_000;

  /// A JIT that takes less than this share of the time is at rest.
  private static final double AT_REST = 0.05;

  private final Map<Contestant, ServerProcess> servers = new EnumMap<>(Contestant.class);

  private Servers() {}

  static Servers start(
      Protocol protocol, List<Contestant> contestants, Cores cores, Scripts scripts, Tools tools)
      throws IOException, InterruptedException {
    Servers all = new Servers();
    try {
      for (Contestant one : contestants) {
        List<String> command = one.command(protocol, scripts, tools);
        all.servers.put(one, ServerProcess.start(cores, command));
      }
      return all;
    } catch (Throwable failure) {
      all.close();
      throw failure;
    }
  }

  /// Keeps each server busy until its JIT has nothing more to do.
  void warmUp(Load load, List<Row> rows) throws IOException, InterruptedException {
    List<Row> most = rows.stream().filter(row -> row.connections() == 100).toList();
    for (Map.Entry<Contestant, ServerProcess> one : servers.entrySet()) {
      NetBench.note("  warming up " + one.getKey().title(rows.getFirst().protocol()));
      for (Row row : most.isEmpty() ? rows : most) {
        warmUp(load, one.getValue(), row);
      }
    }
  }

  private static void warmUp(Load load, ServerProcess server, Row row)
      throws IOException, InterruptedException {
    double answers = 0;
    for (int i = 0; i < MOST_WARM_UPS; i++) {
      double before = server.compilerMicros();
      answers += load.run(server, row, WARM_UP).requestsPerSecond() * WARM_UP.toSeconds();
      double compiled = server.compilerMicros() - before;
      if (answers >= WARM_ANSWERS && compiled < WARM_UP.toNanos() / 1_000.0 * AT_REST) {
        return;
      }
    }
  }

  /// Every row once, by all contestants in turn.
  void round(Load load, List<Row> rows, Duration time, Map<Contestant, Map<Row, List<Run>>> runs)
      throws IOException, InterruptedException {
    for (Row row : rows) {
      NetBench.note("  " + row.name());
      for (Map.Entry<Contestant, ServerProcess> one : servers.entrySet()) {
        Run run = load.run(one.getValue(), row, time);
        runs.computeIfAbsent(one.getKey(), _ -> new HashMap<>())
            .computeIfAbsent(row, _ -> new ArrayList<>())
            .add(run);
      }
    }
  }

  @Override
  public void close() {
    servers.values().forEach(ServerProcess::close);
  }
}
