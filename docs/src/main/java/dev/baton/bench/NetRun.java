package dev.baton.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One measurement: a server on one core, the load on the other.
///
/// @param requestsPerSecond as many answers as the load got
/// @param cpuMicros processor time of the server's process, user and system, for a request
record NetRun(double requestsPerSecond, double cpuMicros) {
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

  /// From the first number in `/proc/PID/task/TID/schedstat`, nanoseconds. Without the JIT's
  /// threads: on a busy machine they are at work for minutes, and then no more.
  private static double cpuMicros(Process process) throws IOException {
    double micros = 0;
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
      for (Path thread : threads) {
        micros += isCompiler(thread) ? 0 : threadMicros(thread);
      }
    }
    return micros;
  }

  private static boolean isCompiler(Path thread) throws IOException {
    return Files.readString(thread.resolve("comm")).matches("C[12] Compiler.*\\s*");
  }

  private static double threadMicros(Path thread) throws IOException {
    String times = Files.readString(thread.resolve("schedstat"));
    return Long.parseLong(times.substring(0, times.indexOf(' '))) / 1_000.0;
  }
}
