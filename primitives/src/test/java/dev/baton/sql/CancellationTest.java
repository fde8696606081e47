package dev.baton.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Task;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CancellationTest {
  @TempDir private Path folder;
  private Path file;
  private final Gate gate = new Gate();

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("notes.db");
  }

  private static void cancel(Task<?> task) {
    task.cancel();
    assertThatThrownBy(() -> task.await()).isInstanceOf(CancelledError.class);
  }

  @Test
  void aRequestThatWasNotTakenIsWithdrawn() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            Notes.occupying(notes, gate);
            Task<Integer> withdrawn = Notes.addingAlone(notes, "withdrawn");
            Task<Integer> shared = Notes.adding(notes, "withdrawn, too");
            Task<Integer> other = Notes.adding(notes, "other");
            Async.yieldNow();

            cancel(withdrawn);
            cancel(shared);
            gate.open();

            assertThat(other.await()).isEqualTo(1);
            assertThat(Notes.in(file)).containsExactly("other");
          }
        });
  }

  @Test
  void requestsThatWereWithdrawnTakeNoRoom() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            Notes.occupying(notes, gate);
            for (int round = 0; round < 3; round++) {
              List<Task<Integer>> tasks = Notes.adding(notes, DatabaseThread.MOST_WAITING - 1);
              Async.yieldNow();
              tasks.forEach(CancellationTest::cancel);
            }
            Task<Integer> other = Notes.adding(notes, "other");
            Async.yieldNow();
            gate.open();

            assertThat(other.await()).isEqualTo(1);
            assertThat(Notes.in(file)).containsExactly("other");
          }
        });
  }

  @Test
  void aRequestThatWaitsBehindOneThatRunsIsWithdrawn() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            Notes.occupying(notes, gate);
            Gate next = new Gate();
            Task<Void> running = Async.spawn(() -> notes.inTransaction("run", _ -> passing(next)));
            Task<Integer> withdrawn = Notes.adding(notes, "withdrawn");
            Async.yieldNow();
            gate.open(); // the thread receives both
            next.awaitReached();

            cancel(withdrawn);
            next.open();
            running.await();
            Notes.adding(notes, "next").await();

            assertThat(Notes.in(file)).containsExactly("next");
          }
        });
  }

  @Test
  void aRequestIsNotDoneAgainForATaskThatWasCancelledMeanwhile() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            Notes.adding(notes, "known").await();
            Notes.occupying(notes, gate);
            Gate inTheGroup = new Gate();
            Task<Integer> cancelled = Notes.adding(notes, "cancelled");
            Task<Void> first =
                Async.spawn(() -> notes.inSharedTransaction("run", _ -> passing(inTheGroup)));
            Task<Integer> failing = Notes.adding(notes, "known");
            Async.yieldNow();
            gate.open();
            inTheGroup.awaitReached();

            cancel(cancelled);
            inTheGroup.open();
            first.await();

            assertThatThrownBy(() -> failing.await()).isInstanceOf(DatabaseException.class);
            assertThat(Notes.in(file)).containsExactly("known");
          }
        });
  }

  private static Void passing(Gate gate) {
    gate.pass();
    return null;
  }

  @Test
  void aRequestThatRunsIsDoneToItsEnd() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            Task<Integer> running =
                Async.spawn(
                    () ->
                        notes.inTransaction(
                            "add",
                            sql -> {
                              gate.pass();
                              return Notes.add(sql, "running");
                            }));
            gate.awaitReached();

            cancel(running);
            gate.open();
            Notes.adding(notes, "next").await();

            assertThat(Notes.in(file)).containsExactly("running", "next");
          }
        });
  }

  @Test
  void whoWaitsToAskLeavesTheLine() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            Notes.occupying(notes, gate);
            List<Task<Integer>> asked = Notes.adding(notes, DatabaseThread.MOST_WAITING - 1);
            Task<Integer> leaves = Notes.adding(notes, "leaves");
            Task<Integer> stays = Notes.adding(notes, "stays");
            Async.yieldNow();

            cancel(leaves);
            cancel(asked.getFirst());
            gate.open();

            assertThat(stays.await()).isEqualTo(1);
            assertThat(Async.gather(asked.subList(1, asked.size())).await()).containsOnly(1);
            assertThat(Notes.in(file))
                .hasSize(DatabaseThread.MOST_WAITING - 1)
                .doesNotContain("leaves", "note-0")
                .endsWith("stays");
          }
        });
  }

  @Test
  void whatIsOpenedForATaskThatWasCancelledIsClosed() throws Exception {
    Watched sqlite = new Watched(gate);
    EventLoop.run(
        () -> {
          Task<Database> opening = Async.spawn(() -> Notes.open(file, sqlite));
          gate.awaitReached();
          cancel(opening);
        });
    gate.open();

    sqlite.awaitEnd();
    assertThat(sqlite.opened()).isPositive();
    assertThat(sqlite.open()).isEmpty();
  }

  /// Whenever that comes: before it is open, when the task has been told, or never.
  @Test
  void whoeverIsCancelledWhileOpeningLeavesNothingOpen() throws Exception {
    for (int turns = 0; turns < 6; turns++) {
      int cancelledAfter = turns;
      Gate connecting = new Gate();
      Watched sqlite = new Watched(connecting);
      Path path = folder.resolve("notes-" + turns);
      EventLoop.run(
          () -> {
            Task<Database> opening = Async.spawn(() -> Notes.open(path, sqlite));
            connecting.awaitReached();
            connecting.open();
            sqlite.awaitIn(
                DatabaseThread.class, "take"); // the task is told as soon as the loop runs
            for (int i = 0; i < cancelledAfter; i++) {
              Async.yieldNow();
            }
            if (opening.cancel()) {
              assertThatThrownBy(() -> opening.await()).isInstanceOf(CancelledError.class);
            } else {
              opening.await().close();
            }
          });
      sqlite.awaitEnd();
      assertThat(sqlite.open()).as("cancelled after %s turns", turns).isEmpty();
    }
  }

  @Test
  void whoReadsIsCancelledAtOnceAndTheLoopWaitsForTheThread() throws Exception {
    EventLoop.run(() -> Notes.open(file).close());
    Watched sqlite = new Watched();
    EventLoop.run(
        () -> {
          Task<List<String>> reading =
              Async.spawn(
                  () ->
                      Database.read(
                          Sqlite.url(file),
                          sqlite,
                          "names",
                          sql -> {
                            gate.passUnlessInterrupted();
                            return Notes.names(sql);
                          }));
          gate.awaitReached();
          cancel(reading);
        });

    assertThat(sqlite.opened()).isPositive();
    assertThat(sqlite.open()).isEmpty();
  }
}
