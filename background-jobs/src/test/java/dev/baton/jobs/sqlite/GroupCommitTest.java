package dev.baton.jobs.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Outcome;
import dev.baton.Task;
import dev.baton.jobs.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GroupCommitTest {
  private static final String INSERT =
      "INSERT INTO job (key, kind, args, state, run_at, max_attempts, created_at)"
          + " VALUES (?, 'kind', '{}', 0, 0, 1, 0)";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("jobs.db");
  }

  /// While the store is locked by another, requests gather behind the first.
  private void whileLocked(Action<Exception> action) throws Exception {
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      Database.execute(other, "BEGIN IMMEDIATE");
      action.run();
      Async.yieldNow(); // the tasks that were started hand their requests over
      Database.execute(other, "COMMIT");
    }
  }

  @Test
  void requestsThatArriveTogetherShareACommit() throws Exception {
    EventLoop.run(
        () -> {
          GroupCommit writer = GroupCommit.open(file, 1024);
          List<Task<Integer>> tasks = new ArrayList<>();
          int before = WalFile.commits(file);

          whileLocked(
              () -> {
                for (int i = 0; i < 100; i++) {
                  String key = "key-" + i;
                  tasks.add(
                      Async.spawn(() -> writer.call("insert", sql -> sql.update(INSERT, key))));
                }
              });

          assertThat(Async.gather(tasks).await()).hasSize(100).containsOnly(1);
          // Those that arrived while the first waited for the lock: mostly all of them.
          assertThat(WalFile.commits(file) - before).isBetween(1, 2);
          writer.close();
        });
  }

  @Test
  void withoutGroupsEachHasItsOwnCommit() throws Exception {
    EventLoop.run(
        () -> {
          GroupCommit writer = GroupCommit.open(file, 1);
          int before = WalFile.commits(file);
          List<Task<Integer>> tasks = new ArrayList<>();
          for (int i = 0; i < 20; i++) {
            String key = "key-" + i;
            tasks.add(Async.spawn(() -> writer.call("insert", sql -> sql.update(INSERT, key))));
          }

          Async.gather(tasks).await();

          assertThat(WalFile.commits(file) - before).isEqualTo(20);
          writer.close();
        });
  }

  @Test
  void aRequestThatFailsDoesNotFailItsNeighbours() throws Exception {
    EventLoop.run(
        () -> {
          GroupCommit writer = GroupCommit.open(file, 1024);
          List<Task<Integer>> tasks = new ArrayList<>();

          whileLocked(
              () -> {
                for (String key : List.of("a", "b", "b", "c")) {
                  tasks.add(
                      Async.spawn(() -> writer.call("insert", sql -> sql.update(INSERT, key))));
                }
              });
          List<Outcome<Integer>> outcomes = Async.gatherOutcomes(tasks).await();

          assertThat(outcomes.get(0)).isEqualTo(new Outcome.Success<>(1));
          assertThat(outcomes.get(1)).isEqualTo(new Outcome.Success<>(1));
          assertThat(outcomes.get(2)).isInstanceOf(Outcome.Failure.class);
          assertThat(outcomes.get(3)).isEqualTo(new Outcome.Success<>(1));
          assertThat(count(writer)).isEqualTo(3);
          writer.close();
        });
  }

  @Test
  void aRequestThatFailsIsNotDoneInPart() throws Exception {
    EventLoop.run(
        () -> {
          GroupCommit writer = GroupCommit.open(file, 1024);

          assertThatThrownBy(
                  () ->
                      writer.call(
                          "two inserts", sql -> sql.update(INSERT, "x") + sql.update(INSERT, "x")))
              .isInstanceOf(StoreException.class)
              .hasMessageContaining("UNIQUE constraint failed");

          assertThat(count(writer)).isZero();
          writer.close();
        });
  }

  @Test
  void aRequestWhoseTaskIsCancelledInTimeIsWithdrawn() throws Exception {
    EventLoop.run(
        () -> {
          GroupCommit writer = GroupCommit.open(file, 1);

          List<Task<Integer>> tasks = new ArrayList<>();
          whileLocked(
              () -> {
                for (String key : List.of("taken", "withdrawn")) {
                  tasks.add(
                      Async.spawn(() -> writer.call("insert", sql -> sql.update(INSERT, key))));
                }
                Async.yieldNow();
                tasks.getLast().cancel();
                assertThatThrownBy(() -> tasks.getLast().await())
                    .isInstanceOf(CancelledError.class);
              });

          assertThat(tasks.getFirst().await()).isEqualTo(1);
          assertThat(count(writer)).isEqualTo(1);
          writer.close();
        });
  }

  @Test
  void moreRequestsThanTheQueueHoldsAreAllServed() throws Exception {
    EventLoop.run(
        () -> {
          GroupCommit writer = GroupCommit.open(file, 1024);
          List<Task<Integer>> tasks = new ArrayList<>();
          for (int i = 0; i < 3000; i++) {
            String key = "key-" + i;
            tasks.add(Async.spawn(() -> writer.call("insert", sql -> sql.update(INSERT, key))));
          }

          assertThat(Async.gather(tasks).await()).hasSize(3000).containsOnly(1);
          writer.close();
        });
  }

  private static long count(GroupCommit writer) {
    return writer.call(
        "count", sql -> sql.query(row -> row.getLong(1), "SELECT count(*) FROM job").getFirst());
  }
}
