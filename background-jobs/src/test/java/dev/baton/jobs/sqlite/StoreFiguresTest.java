package dev.baton.jobs.sqlite;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.jobs.Job;
import dev.baton.jobs.Lease;
import dev.baton.jobs.NewJob;
import dev.baton.sync.Semaphore;
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
/// one at a time and completes it. Without group commit only one of them may ask at a time.
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
        measure(folder, tasks, false);
        measure(folder, tasks, true);
      }
    }
  }

  private static void measure(Path folder, int tasks, boolean together) throws Exception {
    int each = Math.max(4, (together ? 32_000 : 4000) / (tasks == 1 ? 8 : tasks));
    Path file = Files.createTempDirectory(folder, "bench").resolve("jobs.db");
    EventLoop.run(
        () -> {
          Semaphore askers = new Semaphore("askers", together ? tasks : 1);
          try (SqliteStore store = SqliteStore.open(file, InstantSource.system())) {
            double enqueued = perSecond(tasks, each, () -> enqueue(store, askers));
            double worked = perSecond(tasks, each, () -> work(store, askers));
            System.out.printf(
                "%-12s | %5d | %,10.0f | %,10.0f%n", together, tasks, enqueued, worked);
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

  private static void enqueue(SqliteStore store, Semaphore askers) {
    try (var _ = askers.acquire()) {
      store.enqueue(List.of(NewJob.of("webhook", ARGS)));
    }
  }

  private static void work(SqliteStore store, Semaphore askers) {
    Lease lease;
    try (var _ = askers.acquire()) {
      lease =
          store.claim("bench", 1, LEASE).jobs().stream().map(Job::lease).findFirst().orElseThrow();
    }
    try (var _ = askers.acquire()) {
      store.complete(lease);
    }
  }
}
