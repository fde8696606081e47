package dev.baton.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The servers of all contestants, running side by side.
final class NetServers implements AutoCloseable {
  private static final Duration WARM_UP = Duration.ofSeconds(1);
  private static final int MOST_WARM_UPS = 5;
  private static final double WARM_ANSWERS = 150_000;

  private final Map<NetContestant, ServerProcess> servers = new EnumMap<>(NetContestant.class);

  private NetServers() {}

  static NetServers start(
      Protocol protocol,
      List<NetContestant> contestants,
      Cores cores,
      NetScripts scripts,
      NetTools tools)
      throws IOException, InterruptedException {
    NetServers all = new NetServers();
    try {
      for (NetContestant one : contestants) {
        List<String> command = one.command(protocol, scripts, tools);
        all.servers.put(one, ServerProcess.start(cores, command));
      }
      return all;
    } catch (Throwable failure) {
      all.close();
      throw failure;
    }
  }

  /// Lets the JITs see enough. On a busy machine they take longer: so many answers count, not only
  /// the time.
  void warmUp(NetLoad load, List<NetRow> rows) throws IOException, InterruptedException {
    List<NetRow> most = rows.stream().filter(row -> row.connections() == 100).toList();
    for (Map.Entry<NetContestant, ServerProcess> one : servers.entrySet()) {
      NetBench.note("  warming up " + one.getKey().title(rows.getFirst().protocol()));
      for (NetRow row : most.isEmpty() ? rows : most) {
        double answers = 0;
        for (int i = 0; i < MOST_WARM_UPS && answers < WARM_ANSWERS; i++) {
          answers +=
              load.run(one.getValue(), row, WARM_UP).requestsPerSecond() * WARM_UP.toSeconds();
        }
      }
    }
  }

  /// Every row once, by all contestants in turn.
  void round(
      NetLoad load,
      List<NetRow> rows,
      Duration time,
      Map<NetContestant, Map<NetRow, List<NetRun>>> runs)
      throws IOException, InterruptedException {
    for (NetRow row : rows) {
      NetBench.note("  " + row.name());
      for (Map.Entry<NetContestant, ServerProcess> one : servers.entrySet()) {
        NetRun run = load.run(one.getValue(), row, time);
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
