package dev.baton.jobs.cli;

import dev.baton.EventLoop;
import dev.baton.jobs.JobRow;
import dev.baton.jobs.JobState;
import dev.baton.jobs.NewJob;
import dev.baton.jobs.StoreStats;
import dev.baton.jobs.sqlite.SqliteQueries;
import dev.baton.jobs.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What tests do with the store that worker processes use.
final class Stores {
  private Stores() {}

  static List<String> enqueueWebhooks(Path file, String url, int count) {
    List<NewJob> jobs =
        IntStream.range(0, count)
            .mapToObj(i -> NewJob.of("webhook", "{\"url\":\"%s\",\"body\":%d}".formatted(url, i)))
            .toList();
    EventLoop.run(
        () -> {
          try (SqliteStore store = SqliteStore.open(file, InstantSource.system())) {
            store.enqueue(jobs);
          }
        });
    return jobs.stream().map(NewJob::key).toList();
  }

  static List<JobRow> in(Path file, JobState state) {
    return EventLoop.run(() -> queries(file).list(Optional.of(state), 100_000));
  }

  static StoreStats stats(Path file) {
    return EventLoop.run(() -> queries(file).stats());
  }

  private static SqliteQueries queries(Path file) {
    return new SqliteQueries(file, InstantSource.system());
  }
}
