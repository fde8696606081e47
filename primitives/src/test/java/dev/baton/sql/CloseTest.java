package dev.baton.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CloseTest {
  @TempDir private Path folder;
  private Path file;
  private final Watched sqlite = new Watched();
  private final Gate gate = new Gate();

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("notes.db");
  }

  @Test
  void theThreadEndsAndNothingStaysOpen() throws Exception {
    EventLoop.run(
        () -> {
          Database notes = Notes.open(file, sqlite);
          Notes.adding(notes, "a").await();
          assertThat(sqlite.open()).isNotEmpty();
          notes.close();
          assertThat(sqlite.open()).isEmpty();
        });

    sqlite.awaitEnd();
    assertThat(folder).isDirectoryNotContaining("glob:**-wal");
  }

  @Test
  void whatWasAskedBeforeIsDone() throws Exception {
    EventLoop.run(
        () -> {
          Database notes = Notes.open(file, sqlite);
          Notes.occupying(notes, gate);
          // More than may be asked at once: some tasks wait for their turn to ask.
          List<Task<Integer>> tasks = Notes.adding(notes, 2 * DatabaseThread.MOST_WAITING);
          Task<Void> closing = Async.spawn(() -> notes.close());
          Async.yieldNow();

          gate.open();
          closing.await();

          assertThat(tasks).allMatch(Task::isDone);
          assertThat(Async.gather(tasks).await()).containsOnly(1);
        });
    assertThat(sqlite.open()).isEmpty();
  }

  @Test
  void whatIsAskedAfterwardsIsRefused() throws Exception {
    EventLoop.run(
        () -> {
          Database notes = Notes.open(file, sqlite);
          Notes.occupying(notes, gate);
          Task<Void> closing = Async.spawn(() -> notes.close());
          Async.yieldNow();

          assertThatThrownBy(() -> notes.inSharedTransaction("add", sql -> Notes.add(sql, "a")))
              .isInstanceOf(DatabaseException.class)
              .hasMessage("add failed: the database was closed before; ask before it is closed");
          gate.open();
          closing.await();
          assertThatThrownBy(() -> notes.inTransaction("add", sql -> Notes.add(sql, "a")))
              .isInstanceOf(DatabaseException.class);
        });
  }

  @Test
  void whoClosesItAgainWaitsToo() throws Exception {
    EventLoop.run(
        () -> {
          Database notes = Notes.open(file, sqlite);
          Notes.occupying(notes, gate);
          List<Task<Void>> closing = new ArrayList<>();
          closing.add(Async.spawn(() -> notes.close()));
          closing.add(Async.spawn(() -> notes.close()));
          Async.yieldNow();
          assertThat(closing).noneMatch(Task::isDone);

          gate.open();
          Async.gather(closing).await();
          assertThat(sqlite.open()).isEmpty();
          notes.close();
        });
  }

  @Test
  void aCloserThatIsCancelledLeavesNothingOpen() throws Exception {
    EventLoop.run(
        () -> {
          Database notes = Notes.open(file, sqlite);
          Notes.occupying(notes, gate);
          Task<Integer> asked = Notes.adding(notes, "asked");
          Task<Void> closing = Async.spawn(() -> notes.close());
          Task<Void> another = Async.spawn(() -> notes.close());
          Async.yieldNow();

          closing.cancel();
          assertThatThrownBy(() -> closing.await()).isInstanceOf(CancelledError.class);
          gate.open();

          assertThat(asked.await()).isEqualTo(1);
          another.await();
        });
    sqlite.awaitEnd();
    assertThat(sqlite.open()).isEmpty();
  }

  @Test
  void aCloserThatIsCancelledNeedNotBeFollowedByAnother() throws Exception {
    EventLoop.run(
        () -> {
          Database notes = Notes.open(file, sqlite);
          Notes.occupying(notes, gate);
          Task<Void> closing = Async.spawn(() -> notes.close());
          Async.yieldNow();

          closing.cancel();
          assertThatThrownBy(() -> closing.await()).isInstanceOf(CancelledError.class);
          gate.open();
        });
    sqlite.awaitEnd();
    assertThat(sqlite.open()).isEmpty();
  }

  @Test
  void aDatabaseThatCannotBeClosedSaysSo() throws Exception {
    EventLoop.run(
        () -> {
          Database notes = Notes.open(file, sqlite);
          sqlite.failToClose();
          assertThatThrownBy(() -> notes.close())
              .isInstanceOf(DatabaseException.class)
              .hasMessage("closing %s failed: a full disk; this is unexpected", file);
        });
    sqlite.awaitEnd();
  }

  @Test
  void theTaskThatWasToldToStopClosesIt() {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      try (Database notes = Notes.open(file, sqlite)) {
                        Notes.adding(notes, "a").await();
                        Async.currentTask().cancel();
                        Notes.adding(notes, "b").await();
                      }
                    }))
        .isInstanceOf(CancelledError.class);
    assertThat(sqlite.open()).isEmpty();
  }
}
