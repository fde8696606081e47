package dev.baton.jobs.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.jobs.Handlers;
import dev.baton.jobs.Job;
import dev.baton.jobs.JobState;
import dev.baton.jobs.NewJob;
import dev.baton.jobs.Outcome;
import dev.baton.jobs.StoreBusyException;
import dev.baton.jobs.TestKind;
import dev.baton.jobs.Worker;
import dev.baton.jobs.WorkerListener;
import dev.baton.sql.Sqlite;
import dev.baton.sync.Event;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Another connection holds the lock for longer than a store waits for it.
final class LockedStoreTest {
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir private Path folder;
  private Path file;
  private final List<String> trail = new ArrayList<>();
  private final Event busy = new Event("the store is busy");

  @BeforeEach
  void makeTheStore() {
    file = folder.resolve("jobs.db");
    EventLoop.run(
        () -> {
          try (SqliteStore store = open()) {
            store.enqueue(List.of(NewJob.of("kind", "{}")));
          }
        });
  }

  private SqliteStore open() {
    return SqliteStore.open(file, CLOCK, new Sqlite(Duration.ofMillis(1)));
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private final class Trail implements WorkerListener {
    @Override
    public void started(Job job) {
      trail.add("started");
    }

    @Override
    public void ended(Job job, Outcome outcome) {
      trail.add("ended");
    }

    @Override
    public void lost(Job job) {
      trail.add("lost");
    }

    @Override
    public void storeBusy() {
      trail.add("busy");
      busy.set();
    }

    @Override
    public void storeFree() {
      trail.add("free");
    }
  }

  @Test
  void theWorkerGoesOnAndTheJobIsCompletedOnce() throws Exception {
    EventLoop.run(
        () -> {
          try (SqliteStore store = open();
              Connection other = connect()) {
            Handlers handlers =
                TestKind.of(
                        "kind",
                        _ -> {
                          execute(other, "BEGIN IMMEDIATE");
                          return new Outcome.Done();
                        })
                    .open(Duration.ofHours(1));
            Worker worker = new Worker(store, handlers, Worker.Settings.of(1, true), new Trail());
            Task<Void> work = Async.spawn(worker::run);
            busy.await();
            execute(other, "ROLLBACK");
            work.await();
          }
          assertThat(trail).containsExactly("started", "busy", "free", "ended");
          assertThat(new SqliteQueries(file, CLOCK).stats().in(JobState.DONE)).isEqualTo(1);
        });
  }

  @Test
  void aWorkerThatStartsWaitsForTheStore() throws Exception {
    EventLoop.run(
        () -> {
          try (Connection other = connect()) {
            execute(other, "BEGIN IMMEDIATE");
            Sqlite impatient = new Sqlite(Duration.ofMillis(1));
            Task<SqliteStore> opening =
                Async.spawn(() -> SqliteStore.openWhenFree(file, CLOCK, impatient, new Trail()));
            busy.await();
            assertThat(trail).containsExactly("busy");
            execute(other, "ROLLBACK");
            opening.await().close();
          }
          assertThat(trail).containsExactly("busy", "free");
        });
  }

  @Test
  void whoEnqueuesIsToldThatAnotherProcessIsInTheWay() throws Exception {
    EventLoop.run(
        () -> {
          try (SqliteStore store = open();
              Connection other = connect()) {
            execute(other, "BEGIN IMMEDIATE");
            assertThatThrownBy(() -> store.enqueue(List.of(NewJob.of("kind", "{}"))))
                .isInstanceOf(StoreBusyException.class)
                .hasMessage(
                    "store %s cannot be used: another process has been writing for 1 ms; end it or"
                        + " try again",
                    file);
          }
        });
  }
}
