package dev.baton.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Outcome;
import dev.baton.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GroupCommitTest {
  @TempDir private Path folder;
  private Path file;
  private final Gate gate = new Gate();

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("notes.db");
  }

  @Test
  void requestsThatArriveTogetherShareACommit() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            Notes.occupying(notes, gate);
            int before = WalFile.commits(file);
            List<Task<Integer>> tasks = Notes.adding(notes, 100);
            Async.yieldNow();

            gate.open();

            assertThat(Async.gather(tasks).await()).hasSize(100).containsOnly(1);
            assertThat(WalFile.commits(file) - before).isEqualTo(1);
          }
        });
  }

  @Test
  void whatComesFirstRunsOnceForAllAndRefusesAll() throws Exception {
    IllegalStateException refusal = new IllegalStateException("refused");
    AtomicInteger transactions = new AtomicInteger();
    Work<Void, RuntimeException> first =
        _ -> {
          if (transactions.incrementAndGet() == 2) {
            throw refusal;
          }
          return null;
        };
    EventLoop.run(
        () -> {
          try (Database notes =
              Database.open(Sqlite.url(file), new Sqlite(), Notes::makeTable, first)) {
            Notes.occupying(notes, gate);
            List<Task<Integer>> tasks = Notes.adding(notes, 100);
            Async.yieldNow();

            gate.open();

            for (Task<Integer> task : tasks) {
              assertThatThrownBy(task::await).isSameAs(refusal);
            }
            assertThat(transactions).hasValue(2);
            assertThat(Notes.adding(notes, "later").await()).isEqualTo(1);
          }
          assertThat(Notes.in(file)).containsExactly("later");
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
              tasks.add(Notes.addingAlone(notes, "note-" + i));
            }

            Async.gather(tasks).await();

            assertThat(WalFile.commits(file) - before).isEqualTo(20);
          }
        });
  }

  @Test
  void aTransactionOfItsOwnKeepsItsPlaceInTheOrder() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            Notes.occupying(notes, gate);
            int before = WalFile.commits(file);
            List<Task<Integer>> tasks =
                List.of(
                    Notes.adding(notes, "a"),
                    Notes.adding(notes, "b"),
                    Notes.addingAlone(notes, "c"),
                    Notes.adding(notes, "d"),
                    Notes.adding(notes, "e"));
            Async.yieldNow();

            gate.open();
            Async.gather(tasks).await();

            assertThat(Notes.in(file)).containsExactly("a", "b", "c", "d", "e");
            assertThat(WalFile.commits(file) - before).isEqualTo(3);
          }
        });
  }

  @Test
  void aRequestThatFailsDoesNotFailItsNeighbours() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            Notes.occupying(notes, gate);
            List<Task<Integer>> tasks = new ArrayList<>();
            List.of("a", "b", "b", "c").forEach(name -> tasks.add(Notes.adding(notes, name)));
            Async.yieldNow();

            gate.open();
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
  void nobodyIsToldBeforeTheCommit() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            List<List<String>> seen = new ArrayList<>();
            Notes.occupying(notes, gate);
            Task<Integer> first = Notes.adding(notes, "first");
            Gate behindIt = new Gate();
            Task<Void> second =
                Async.spawn(
                    () ->
                        notes.inSharedTransaction(
                            "hold the group",
                            _ -> {
                              behindIt.pass();
                              return null;
                            }));
            Async.yieldNow();

            gate.open();
            behindIt.awaitReached();
            seen.add(Notes.in(file));
            assertThat(first.isDone()).isFalse();
            behindIt.open();
            first.await();
            seen.add(Notes.in(file));

            assertThat(seen).containsExactly(List.of(), List.of("first"));
            second.await();
          }
        });
  }

  /// The constraint is looked at by the COMMIT.
  @Test
  void aCommitThatFailsFailsAllWithTheSameException() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            notes.inTransaction("make the table", GroupCommitTest::makeReplies);
            Notes.occupying(notes, gate);
            Task<Integer> good = Notes.adding(notes, "good");
            Task<Integer> bad =
                Async.spawn(
                    () ->
                        notes.inSharedTransaction(
                            "reply", sql -> sql.update("INSERT INTO reply VALUES (99)")));
            Async.yieldNow();

            gate.open();
            List<Outcome<Integer>> outcomes = Async.gatherOutcomes(List.of(good, bad)).await();

            assertThat(outcomes.get(0))
                .isInstanceOf(Outcome.Failure.class)
                .isEqualTo(outcomes.get(1));
            assertThat(good.exception())
                .isInstanceOf(DatabaseException.class)
                .isSameAs(bad.exception())
                .hasMessageStartingWith("a transaction of 2 failed: ")
                .hasMessageContaining("FOREIGN KEY constraint failed");
            assertThat(Notes.in(file)).isEmpty();
            assertThat(Notes.adding(notes, "later").await()).isEqualTo(1);
          }
        });
  }

  private static Void makeReplies(Statements sql) throws SQLException {
    sql.execute("CREATE TABLE reply (note REFERENCES note DEFERRABLE INITIALLY DEFERRED)");
    return null;
  }

  /// The conflict makes SQLite roll back by itself, which work that catches it does not know.
  @Test
  void aFailureThatTheWorkCatchesFailsItAllTheSame() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            Notes.adding(notes, "known").await();
            Notes.occupying(notes, gate);
            Task<Integer> before = Notes.adding(notes, "before");
            Task<Integer> catching =
                Async.spawn(() -> notes.inSharedTransaction("add", GroupCommitTest::addInSpite));
            Task<Integer> after = Notes.adding(notes, "after");
            Async.yieldNow();

            gate.open();

            assertThat(before.await() + after.await()).isEqualTo(2);
            assertThatThrownBy(() -> catching.await())
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("UNIQUE constraint failed");
            assertThat(Notes.in(file)).containsExactly("known", "before", "after");
          }
        });
  }

  /// The last of a group, too, is found to be the one that failed.
  @Test
  void aFailureThatTheLastCatchesFailsOnlyIt() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            Notes.adding(notes, "known").await();
            Notes.occupying(notes, gate);
            Task<Integer> before = Notes.adding(notes, "before");
            Task<Integer> catching =
                Async.spawn(() -> notes.inSharedTransaction("add", GroupCommitTest::addInSpite));
            Async.yieldNow();

            gate.open();

            assertThat(before.await()).isEqualTo(1);
            assertThatThrownBy(() -> catching.await()).isInstanceOf(DatabaseException.class);
          }
        });
  }

  private static int addInSpite(Statements sql) {
    try {
      return sql.update("INSERT OR ROLLBACK INTO note (name) VALUES ('known')");
    } catch (SQLException conflict) {
      assertThatThrownBy(() -> Notes.add(sql, "in spite"))
          .isInstanceOf(SQLException.class)
          .hasMessageStartingWith("the transaction has failed before: ")
          .hasCause(conflict);
      return 0;
    }
  }

  @Test
  void eachGetsItsOwnException() throws Exception {
    IOException checked = new IOException("one");
    IllegalStateException unchecked = new IllegalStateException("two");
    StackOverflowError error = new StackOverflowError("three");
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            Notes.occupying(notes, gate);
            Task<Void> first =
                failing(
                    notes,
                    _ -> {
                      throw checked;
                    });
            Task<Void> second =
                failing(
                    notes,
                    _ -> {
                      throw unchecked;
                    });
            Task<Void> third =
                failing(
                    notes,
                    _ -> {
                      throw error;
                    });
            Task<Integer> fourth = Notes.adding(notes, "fine");
            Async.yieldNow();

            gate.open();

            assertThatThrownBy(() -> first.await()).isSameAs(checked);
            assertThatThrownBy(() -> second.await()).isSameAs(unchecked);
            assertThatThrownBy(() -> third.await()).isSameAs(error);
            assertThat(fourth.await()).isEqualTo(1);
            assertThat(Notes.in(file)).containsExactly("fine");
          }
        });
  }

  /// Adds a note before it fails.
  private static Task<Void> failing(Database notes, Work<Void, Exception> failure) {
    return Async.spawn(
        () ->
            notes.inSharedTransaction(
                "fail",
                sql -> {
                  Notes.add(sql, "not to be seen");
                  return failure.run(sql);
                }));
  }

  @Test
  void moreRequestsThanTheQueueHoldsAreAllServed() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            List<Task<Integer>> tasks = Notes.adding(notes, 3000);

            assertThat(Async.gather(tasks).await()).hasSize(3000).containsOnly(1);
          }
        });
  }
}
