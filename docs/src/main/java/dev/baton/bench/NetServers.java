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

  /// With few bytes and with many, and with as many connections as count most.
  void warmUp(NetLoad load, List<NetRow> rows, Duration time)
      throws IOException, InterruptedException {
    List<NetRow> few = rows.stream().filter(row -> row.connections() == 100).toList();
    for (Map.Entry<NetContestant, ServerProcess> one : servers.entrySet()) {
      NetBench.note("  warming up " + one.getKey().title(rows.getFirst().protocol()));
      for (NetRow row : few.isEmpty() ? rows : few) {
        load.run(one.getValue(), row, time);
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
