package dev.baton.bench.tasks;

import dev.baton.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;

/// Who does the work of a row: we, in either way to pass the baton, and those we compare with.
enum Contestant {
  BATON(
      "Baton", List.of("--add-opens", "java.base/java.lang=ALL-UNNAMED", "-Dbaton.mounted=always")),
  HAND_OFF("hand-off", List.of("-Dbaton.mounted=never")),
  THREADS(
      "virtual threads",
      List.of(
          "-Djdk.virtualThreadScheduler.parallelism=1",
          "-Djdk.virtualThreadScheduler.maxPoolSize=1")),
  ASYNCIO("asyncio", List.of());

  final String title;

  /// What its JVM needs; nothing for the one that is not Java.
  final List<String> jvmOptions;

  Contestant(String title, List<String> jvmOptions) {
    this.title = title;
    this.jvmOptions = jvmOptions;
  }

  /// Does the work of the row once, in this process.
  double measure(Row row, Scale scale) throws Exception {
    return switch (this) {
      case BATON, HAND_OFF -> inTask(row.tasks(), scale);
      case THREADS -> inVirtualThread(row.threads(), scale);
      case ASYNCIO -> throw new IllegalArgumentException("asyncio does not run in a JVM");
    };
  }

  private static double inTask(Workload workload, Scale scale) throws Exception {
    // a workload that starts a million tasks at once holds the loop: the watchdog need not say so
    return EventLoop.builder()
        .blockedAfter(Duration.ofMinutes(10))
        .run(() -> workload.measure(scale));
  }

  private static double inVirtualThread(Workload workload, Scale scale) throws Exception {
    FutureTask<Double> figure = new FutureTask<>(() -> workload.measure(scale));
    Thread.startVirtualThread(figure);
    return figure.get();
  }
}
