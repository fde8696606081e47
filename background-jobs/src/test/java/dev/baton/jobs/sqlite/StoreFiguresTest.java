package dev.baton.jobs.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.jobs.Job;
import dev.baton.jobs.Lease;
import dev.baton.jobs.NewJob;
import dev.baton.sync.Semaphore;
import dev.baton.testkit.AtNight;
import dev.baton.testkit.Nightly;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many jobs a second the store takes and gives, with and without group commit.
///
/// Each of many tasks enqueues one job at a time and waits until it is on the disk; then each takes
/// one at a time and completes it. Without group commit only one of them may ask at a time.
@AtNight
final class StoreFiguresTest {
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final String ARGS =
      "{\"url\":\"http://h/\",\"body\":\"%s\"}".formatted("x".repeat(230));

  @TempDir private Path folder;

  @Test
  void aGroupCommitTakesMoreJobsASecond() throws Exception {
    Nightly.figure("group commit | tasks | enqueued/s | claimed and completed/s");
    double alone = 0;
    double together = 0;
    for (int round = 0; round < 2; round++) { // the first warms up
      for (int tasks : new int[] {1, 64, 512}) {
        alone = measure(tasks, false);
        together = measure(tasks, true);
      }
    }
    assertThat(together).isGreaterThan(3 * alone);
  }

  /// @return jobs enqueued a second
  private double measure(int tasks, boolean together) throws Exception {
    int each = Math.max(4, (together ? 32_000 : 4000) / (tasks == 1 ? 8 : tasks));
    Path file = Files.createTempDirectory(folder, "bench").resolve("jobs.db");
    return EventLoop.run(
        () -> {
          Semaphore askers = new Semaphore("askers", together ? tasks : 1);
          try (SqliteStore store = SqliteStore.open(file, InstantSource.system())) {
            double enqueued = perSecond(tasks, each, () -> enqueue(store, askers));
            double worked = perSecond(tasks, each, () -> work(store, askers));
            Nightly.figure(
                "%-12s | %5d | %,10.0f | %,10.0f".formatted(together, tasks, enqueued, worked));
            return enqueued;
          }
        });
  }

  /// Jobs that this worker does not know, ready and waiting, in front of those that it takes.
  @Test
  void aClaimCostsTheSameHoweverManyJobsItMustLeave() throws Exception {
    double none = claims(0);
    double many = 0;
    for (int others : new int[] {0, 2000, 200_000}) {
      many = claims(others);
      Nightly.figure(
          "beside %,d jobs of an unknown kind | %,.0f claimed and completed/s"
              .formatted(others, many));
      none = Math.max(none, others == 0 ? many : 0);
    }
    assertThat(many).isGreaterThan(none / 2);
  }

  private double claims(int others) throws Exception {
    Path file = Files.createTempDirectory(folder, "claims").resolve("jobs.db");
    return EventLoop.run(
        () -> {
          try (SqliteStore store = SqliteStore.open(file, InstantSource.system())) {
            for (int from = 0; from < others; from += 1000) {
              store.enqueue(
                  IntStream.range(0, 1000)
                      .mapToObj(
                          i -> other(i % 2 == 0 ? Duration.ZERO : Duration.ofDays(1 + i % 300)))
                      .toList());
            }
            int jobs = 4000;
            store.enqueue(
                IntStream.range(0, jobs).mapToObj(_ -> NewJob.of("webhook", ARGS)).toList());
            Semaphore askers = new Semaphore("askers", 64);
            return perSecond(64, jobs / 64, () -> work(store, askers));
          }
        });
  }

  private static NewJob other(Duration delay) {
    return new NewJob("other", ARGS, NewJob.newKey(), 3, delay);
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
          store.claim("bench", List.of("webhook"), 1, LEASE, List.of()).jobs().stream()
              .map(Job::lease)
              .findFirst()
              .orElseThrow();
    }
    try (var _ = askers.acquire()) {
      store.complete(lease);
    }
  }
}
