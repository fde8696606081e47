package dev.baton.jobs.sqlite;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.jobs.Job;
import dev.baton.jobs.Lease;
import dev.baton.jobs.NewJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// How many jobs a second the store takes and gives, with and without group commit. Not a test: run
/// its `main` with the folder in which the store is to be.
///
/// Each of many tasks enqueues one job at a time and waits until it is on the disk; then each takes
/// one at a time and completes it.
final class StoreBench {
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final String ARGS =
      "{\"url\":\"http://h/\",\"body\":\"%s\"}".formatted("x".repeat(230));

  private StoreBench() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    System.out.println("group commit | tasks | enqueued/s | claimed and completed/s");
    for (int round = 0; round < 2; round++) { // the first warms up
      for (int tasks : new int[] {1, 64, 512}) {
        measure(folder, tasks, 1);
        measure(folder, tasks, SqliteStore.MAX_GROUP);
      }
    }
  }

  private static void measure(Path folder, int tasks, int maxGroup) throws Exception {
    int each = Math.max(4, (maxGroup == 1 ? 4000 : 32_000) / (tasks == 1 ? 8 : tasks));
    Path file = Files.createTempDirectory(folder, "bench").resolve("jobs.db");
    EventLoop.run(
        () -> {
          try (SqliteStore store = SqliteStore.open(file, InstantSource.system(), maxGroup)) {
            double enqueued = perSecond(tasks, each, () -> enqueue(store));
            double worked = perSecond(tasks, each, () -> work(store));
            System.out.printf(
                "%-12s | %5d | %,10.0f | %,10.0f%n", maxGroup > 1, tasks, enqueued, worked);
          }
        });
  }

  private static double perSecond(int tasks, int each, Runnable step) throws Exception {
    long before = System.nanoTime();
    List<Task<Void>> all = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      all.add(
          Async.spawn(
              () -> {
                for (int n = 0; n < each; n++) {
                  step.run();
                }
              }));
    }
    Async.gather(all).await();
    return tasks * each * 1e9 / (System.nanoTime() - before);
  }

  private static void enqueue(SqliteStore store) {
    store.enqueue(List.of(NewJob.of("webhook", ARGS)));
  }

  private static void work(SqliteStore store) {
    Lease lease =
        store.claim("bench", 1, LEASE).jobs().stream().map(Job::lease).findFirst().orElseThrow();
    store.complete(lease);
  }
}
