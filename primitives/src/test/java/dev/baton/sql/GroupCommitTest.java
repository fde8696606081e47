package dev.baton.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Outcome;
import dev.baton.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GroupCommitTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("notes.db");
  }

  private static Task<Integer> add(Database notes, String name) {
    return Async.spawn(() -> notes.inSharedTransaction("add", sql -> Notes.add(sql, name)));
  }

  private static List<Task<Integer>> add(Database notes, int count) {
    List<Task<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(add(notes, "note-" + i));
    }
    return tasks;
  }

  @Test
  void requestsThatArriveTogetherShareACommit() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            List<Task<Integer>> tasks = new ArrayList<>();
            int before = WalFile.commits(file);

            Another.writesDuring(file, () -> tasks.addAll(add(notes, 100)));

            assertThat(Async.gather(tasks).await()).hasSize(100).containsOnly(1);
            // Those that arrived while the first waited for the lock: mostly all of them.
            assertThat(WalFile.commits(file) - before).isBetween(1, 2);
          }
        });
  }

  @Test
  void aTransactionOfItsOwnSharesNoCommit() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            int before = WalFile.commits(file);
            List<Task<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
              String name = "note-" + i;
              tasks.add(Async.spawn(() -> notes.inTransaction("add", sql -> Notes.add(sql, name))));
            }

            Async.gather(tasks).await();

            assertThat(WalFile.commits(file) - before).isEqualTo(20);
          }
        });
  }

  @Test
  void aRequestThatFailsDoesNotFailItsNeighbours() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            List<Task<Integer>> tasks = new ArrayList<>();

            Another.writesDuring(
                file,
                () -> List.of("a", "b", "b", "c").forEach(name -> tasks.add(add(notes, name))));
            List<Outcome<Integer>> outcomes = Async.gatherOutcomes(tasks).await();

            assertThat(outcomes.get(0)).isEqualTo(new Outcome.Success<>(1));
            assertThat(outcomes.get(1)).isEqualTo(new Outcome.Success<>(1));
            assertThat(outcomes.get(2)).isInstanceOf(Outcome.Failure.class);
            assertThat(outcomes.get(3)).isEqualTo(new Outcome.Success<>(1));
            assertThat(Notes.in(file)).containsExactly("a", "b", "c");
          }
        });
  }

  @Test
  void aRequestThatFailsIsNotDoneInPart() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            assertThatThrownBy(
                    () ->
                        notes.inSharedTransaction(
                            "add twice", sql -> Notes.add(sql, "x") + Notes.add(sql, "x")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("add twice failed: ")
                .hasMessageContaining("UNIQUE constraint failed");

            assertThat(Notes.in(file)).isEmpty();
          }
        });
  }

  @Test
  void aRequestWhoseTaskIsCancelledInTimeIsWithdrawn() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            List<Task<Integer>> tasks = new ArrayList<>();
            Another.writesDuring(
                file,
                () -> {
                  for (String name : List.of("taken", "withdrawn")) {
                    tasks.add(
                        Async.spawn(() -> notes.inTransaction("add", sql -> Notes.add(sql, name))));
                  }
                  Async.yieldNow();
                  tasks.getLast().cancel();
                  assertThatThrownBy(() -> tasks.getLast().await())
                      .isInstanceOf(CancelledError.class);
                });

            assertThat(tasks.getFirst().await()).isEqualTo(1);
            assertThat(Notes.in(file)).containsExactly("taken");
          }
        });
  }

  @Test
  void moreRequestsThanTheQueueHoldsAreAllServed() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            List<Task<Integer>> tasks = add(notes, 3000);

            assertThat(Async.gather(tasks).await()).hasSize(3000).containsOnly(1);
          }
        });
  }
}
