package dev.baton.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One measurement: a server on one core, the load on the other.
///
/// @param requestsPerSecond as many answers as the load got
/// @param cpuMicros processor time of the server's process, user and system, for a request
record NetRun(double requestsPerSecond, double cpuMicros) {
  /// The kernel counts in hundredths of a second.
  private static final double MICROS_A_TICK = 10_000;

  static NetRun measure(List<String> server, NetRow row, int seconds, boolean pinned)
      throws IOException {
    Process serving = start(server, pinned ? 0 : -1);
    try {
      String port = serving.inputReader().readLine();
      List<String> command =
          NetContestant.java(
              EchoLoad.class,
              "-Xms64m",
              port,
              String.valueOf(row.connections()),
              String.valueOf(row.bytes()),
              String.valueOf(seconds));
      Process loading = start(command, pinned ? 1 : -1);
      try (BufferedReader output = loading.inputReader()) {
        output.readLine();
        double before = cpuMicros(serving);
        String answers = output.readLine();
        if (answers == null) {
          throw new IOException("the load on " + server + " has failed");
        }
        double used = cpuMicros(serving) - before;
        double count = Long.parseLong(answers);
        return new NetRun(count / seconds, used / count);
      } finally {
        loading.destroyForcibly();
      }
    } finally {
      serving.destroyForcibly();
    }
  }

  private static Process start(List<String> command, int core) throws IOException {
    List<String> all = new ArrayList<>();
    if (core >= 0) {
      all.addAll(List.of("taskset", "-c", String.valueOf(core)));
    }
    all.addAll(command);
    return new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /// From `/proc/PID/stat`: fields 14 and 15, counted behind the name, which may hold spaces.
  private static double cpuMicros(Process process) throws IOException {
    String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_A_TICK;
  }
}
