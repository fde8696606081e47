package dev.baton.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Outcome;
import dev.baton.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The thread of a database ends before it was told to: everybody hears of it.
@Timeout(120)
final class BreakdownTest {
  private static final String ADVICE =
      " failed: the database's thread was ended by java.lang.OutOfMemoryError: no room;"
          + " open the database again";

  @TempDir private Path folder;
  private Path file;
  private final Error error = new OutOfMemoryError("no room");
  private final Watched sqlite = new Watched();
  private final Gate gate = new Gate();

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("notes.db");
  }

  /// The sentence about its failure cannot be made, and that is outside the work.
  private static Task<Integer> breaking(Database notes, Gate gate) {
    return Async.spawn(
        () ->
            notes.inTransaction(
                "break",
                sql -> {
                  gate.pass();
                  return sql.update("DELETE FROM missing");
                }));
  }

  @Test
  void whatIsUnderWayOrWaitsOrComesLaterFails() throws Exception {
    sqlite.failToAdvise(error);
    EventLoop.run(
        () -> {
          Database notes = Notes.open(file, sqlite);
          Gate first = new Gate();
          Notes.occupying(notes, first);
          Task<Integer> underWay = breaking(notes, gate);
          Task<Integer> received = Notes.adding(notes, "received");
          Async.yieldNow();
          first.open();
          gate.awaitReached();
          Task<Integer> queued = Notes.addingAlone(notes, "queued");
          Async.yieldNow();

          gate.open();

          assertThatThrownBy(() -> underWay.await()).isSameAs(error);
          assertBrokenDown(received, "add");
          assertBrokenDown(queued, "add");
          assertBrokenDown(Notes.adding(notes, "later"), "add");
          assertThat(sqlite.open()).isEmpty();
          assertThatThrownBy(() -> notes.close())
              .isInstanceOf(DatabaseException.class)
              .hasMessageStartingWith("closing ")
              .hasMessageEndingWith(ADVICE);
          assertThat(Notes.in(file)).isEmpty();
        });
    sqlite.awaitEnd();
  }

  private void assertBrokenDown(Task<?> task, String what) {
    assertThatThrownBy(() -> task.await())
        .isInstanceOf(DatabaseException.class)
        .hasMessage(what + ADVICE)
        .hasCause(error);
  }

  @Test
  void whoClosesItAndWhoWaitsToAskHearOfIt() throws Exception {
    sqlite.failToAdvise(error);
    EventLoop.run(
        () -> {
          Database notes = Notes.open(file, sqlite);
          Task<Integer> underWay = breaking(notes, gate);
          gate.awaitReached();
          List<Task<Integer>> tasks = Notes.adding(notes, 2 * DatabaseThread.MOST_WAITING);
          Task<Void> closing = Async.spawn(() -> notes.close());
          Async.yieldNow();

          gate.open();

          assertThatThrownBy(() -> underWay.await()).isSameAs(error);
          assertThat(Async.gatherOutcomes(tasks).await())
              .allSatisfy(outcome -> assertThat(failure(outcome)).hasMessage("add" + ADVICE));
          assertThatThrownBy(() -> closing.await()).isInstanceOf(DatabaseException.class);
        });
    sqlite.awaitEnd();
  }

  private static Throwable failure(Outcome<?> outcome) {
    return ((Outcome.Failure<?>) outcome).error();
  }

  /// The loop asks all the time while the thread ends.
  @Test
  void noRequestIsLostInBetween() throws Exception {
    for (int round = 0; round < 30; round++) {
      Watched each = new Watched();
      each.failToAdvise(error);
      Path path = folder.resolve("notes-" + round);
      EventLoop.run(
          () -> {
            Database notes = Notes.open(path, each);
            Gate breaks = new Gate();
            Task<Integer> underWay = breaking(notes, breaks);
            breaks.awaitReached();
            List<Task<Integer>> tasks = new ArrayList<>();
            breaks.open();
            while (!underWay.isDone()) {
              tasks.add(Notes.adding(notes, "note-" + tasks.size()));
              Async.yieldNow();
            }

            assertThatThrownBy(() -> underWay.await()).isSameAs(error);
            assertThat(Async.gatherOutcomes(tasks).await())
                .allMatch(outcome -> outcome instanceof Outcome.Failure<?>);
            assertThatThrownBy(() -> notes.close()).isInstanceOf(DatabaseException.class);
          });
      each.awaitEnd();
    }
  }

  @Test
  void whoOpensItGetsTheError() throws Exception {
    sqlite.failToAdvise(error);
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () ->
                        Database.open(
                            Sqlite.url(file), sqlite, sql -> sql.update("DELETE FROM missing"))))
        .isSameAs(error);
    sqlite.awaitEnd();
    assertThat(sqlite.open()).isEmpty();
  }

  @Test
  void whoClosesItGetsTheErrorOfClosing() throws Exception {
    EventLoop.run(
        () -> {
          Database notes = Notes.open(file, sqlite);
          sqlite.failToClose();
          sqlite.failToAdvise(error);
          assertThatThrownBy(() -> notes.close()).isSameAs(error);
        });
    sqlite.awaitEnd();
  }
}
