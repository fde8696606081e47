package dev.baton.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.DeadlockException;
import dev.baton.EventLoop;
import dev.baton.Outcome;
import dev.baton.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("notes.db");
  }

  @Test
  void workRunsOnOneThreadThatIsNotTheLoops() throws Exception {
    Watched sqlite = new Watched();
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file, sqlite)) {
            List<Thread> threads = new ArrayList<>();
            threads.add(notes.inTransaction("look", _ -> Thread.currentThread()));
            threads.add(notes.inSharedTransaction("look", _ -> Thread.currentThread()));

            assertThat(threads)
                .containsOnly(sqlite.thread())
                .doesNotContain(Thread.currentThread());
            assertThat(sqlite.thread().isVirtual()).isFalse();
          }
        });
  }

  @Test
  void workThatFailsRollsBackAndFailsWithItsOwnException() throws Exception {
    IOException ours = new IOException("ours");
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            assertThatThrownBy(
                    () ->
                        notes.inTransaction(
                            "add",
                            sql -> {
                              Notes.add(sql, "a");
                              throw ours;
                            }))
                .isSameAs(ours);
            assertThat(Notes.in(file)).isEmpty();
          }
        });
  }

  /// That this compiles is the point: what the work throws is what the call declares.
  @Test
  void aCheckedExceptionIsCaughtByItsOwnType() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            String caught;
            try {
              caught = notes.inTransaction("read a file", _ -> Files.readString(folder));
            } catch (IOException aFolder) {
              caught = "caught";
            }
            assertThat(caught).isEqualTo("caught");
          }
        });
  }

  @Test
  void afterAnErrorTheDatabaseGoesOn() throws Exception {
    AssertionError error = new AssertionError("a bug");
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            assertThatThrownBy(
                    () ->
                        notes.inTransaction(
                            "fail",
                            _ -> {
                              throw error;
                            }))
                .isSameAs(error);

            assertThat(Notes.adding(notes, "later").await()).isEqualTo(1);
          }
        });
  }

  @Test
  void whatTheDriverSaysBecomesASentence() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            assertThatThrownBy(
                    () -> notes.inTransaction("prune", sql -> sql.update("DELETE FROM missing")))
                .isInstanceOf(DatabaseException.class)
                .hasMessage(
                    "prune failed: [SQLITE_ERROR] SQL error or missing database"
                        + " (no such table: missing); this is unexpected")
                .hasCauseInstanceOf(SQLException.class)
                .extracting(failure -> ((DatabaseException) failure).advice())
                .isEqualTo("this is unexpected");
          }
        });
  }

  /// SQLite checks the constraint at the COMMIT.
  @Test
  void aCommitThatFailsRollsBack() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            assertThatThrownBy(
                    () ->
                        notes.inTransaction(
                            "reply",
                            sql -> {
                              sql.execute(
                                  "CREATE TABLE reply (note REFERENCES note"
                                      + " DEFERRABLE INITIALLY DEFERRED)");
                              return sql.update("INSERT INTO reply VALUES (99)");
                            }))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("FOREIGN KEY constraint failed");

            assertThat(Notes.adding(notes, "later").await()).isEqualTo(1);
          }
        });
  }

  @Test
  void anInterruptThatWorkLeavesBehindHarmsNobody() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            notes.inTransaction(
                "interrupt",
                _ -> {
                  Thread.currentThread().interrupt();
                  return null;
                });

            assertThat(Notes.adding(notes, "later").await()).isEqualTo(1);
          }
        });
  }

  @Test
  void statementsCannotBeTakenAway() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            Statements taken = notes.inTransaction("take", sql -> sql);

            assertThatThrownBy(() -> Notes.names(taken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("these statements belong to thread " + file)
                .hasMessageEndingWith("use them only inside the work that gets them");
            assertThatThrownBy(() -> taken.connection()).isInstanceOf(IllegalStateException.class);
          }
        });
  }

  @Test
  void eachTextIsPreparedOnceAndNotTooManyStay() throws Exception {
    Watched sqlite = new Watched();
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file, sqlite)) {
            int before = sqlite.opened();
            for (int i = 0; i < 50; i++) {
              Notes.adding(notes, "note-" + i).await();
            }
            int commands = 2 * 50; // BEGIN and COMMIT
            assertThat(sqlite.opened() - before).isEqualTo(commands + 1);

            notes.inTransaction(
                "many texts",
                sql -> {
                  for (int i = 0; i < 1000; i++) {
                    sql.query(row -> row.getInt(1), "SELECT " + i);
                  }
                  return null;
                });
            assertThat(sqlite.mostOpen()).isBetween(200, 203);
          }
        });
    assertThat(sqlite.open()).isEmpty();
  }

  /// A driver would take the parameter of the call before, or NULL.
  @Test
  void aParameterThatIsMissingIsAMistake() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            String insert = "INSERT INTO note (id, name) VALUES (?, ?)";
            notes.inTransaction("add", sql -> sql.update(insert, 1, "before"));
            assertThatThrownBy(() -> notes.inTransaction("add", sql -> sql.update(insert, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a statement with places for 2 parameters was given 1: " + insert);
            assertThat(Notes.in(file)).containsExactly("before");
          }
        });
  }

  @Test
  void preparationSeesTheDatabaseFirstAndMayRefuseIt() throws Exception {
    IOException foreign = new IOException("not ours");
    Watched sqlite = new Watched();
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () ->
                        Database.open(
                            Sqlite.url(file),
                            sqlite,
                            sql -> {
                              Notes.makeTable(sql);
                              throw foreign;
                            })))
        .isSameAs(foreign);

    assertThat(file).isEmptyFile();
    assertThat(sqlite.open()).isEmpty();
    sqlite.awaitEnd();
  }

  @Test
  void preparationFailsWithAFailureThatItCatches() {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () ->
                        Database.open(
                            Sqlite.url(file),
                            new Sqlite(),
                            sql -> {
                              try {
                                return sql.update("DELETE FROM missing");
                              } catch (SQLException caught) {
                                return 0;
                              }
                            })))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("no such table: missing");
  }

  @Test
  void whatCannotBeOpenedSaysSo() {
    Path none = folder.resolve("none").resolve("notes.db");
    assertThatThrownBy(() -> EventLoop.run(() -> Notes.open(none)))
        .isInstanceOf(DatabaseException.class)
        .hasMessageStartingWith("opening " + none + " failed: [SQLITE_CANTOPEN]")
        .hasMessageEndingWith("; check that this user may write to it and its folder");
  }

  @Test
  void anIdleDatabaseDoesNotHideADeadlock() {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      try (Database notes = Notes.open(file)) {
                        Notes.adding(notes, "a").await();
                        EventLoop.running().createFuture().await();
                      }
                    }))
        .isInstanceOf(DeadlockException.class);
  }

  @Test
  void twoDatabasesOnOneFileTakeTurns() throws Exception {
    EventLoop.run(
        () -> {
          try (Database one = Notes.open(file);
              Database two = Notes.open(file)) {
            List<Task<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
              tasks.add(Notes.adding(i % 2 == 0 ? one : two, "note-" + i));
              tasks.add(Notes.addingAlone(i % 2 == 0 ? one : two, "alone-" + i));
              Async.yieldNow();
            }

            Async.gather(tasks).await();

            assertThat(Notes.in(file)).hasSize(400);
          }
        });
  }

  /// Whatever fails and is cancelled: what was acknowledged is there, what failed is not, and all
  /// is in the order in which it was asked for.
  @Test
  void theDatabaseAndWhatTasksWereToldAgree() throws Exception {
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      // Of tasks that were cancelled when their work had just failed.
      List<Throwable> unread = new ArrayList<>();
      Path path = folder.resolve("seed-" + seed);
      EventLoop.builder()
          .exceptionHandler(failure -> unread.add(failure.exception()))
          .run(
              () -> {
                try (Database notes = Notes.open(path)) {
                  notes.inTransaction("add", sql -> Notes.add(sql, "known"));
                  Ledger ledger = new Ledger(notes, random);
                  ledger.play(300);
                  ledger.compare(Notes.in(path));
                }
              });
      assertThat(unread).allMatch(DatabaseException.class::isInstance);
    }
  }

  /// Asks for many things at once, and keeps what was told.
  private static final class Ledger {
    private final Database notes;
    private final Random random;
    private final List<Task<Integer>> tasks = new ArrayList<>();
    private final List<Outcome<Integer>> outcomes = new ArrayList<>();

    Ledger(Database notes, Random random) {
      this.notes = notes;
      this.random = random;
    }

    void play(int count) throws Exception {
      for (int i = 0; i < count; i++) {
        String name = "note-" + i;
        boolean fails = random.nextInt(8) == 0;
        tasks.add(random.nextInt(4) == 0 ? alone(name, fails) : shared(name, fails));
        if (random.nextInt(5) == 0) {
          tasks.get(random.nextInt(tasks.size())).cancel();
        }
        if (random.nextInt(20) == 0) {
          Async.yieldNow();
        }
      }
      outcomes.addAll(Async.gatherOutcomes(tasks).await());
    }

    private Task<Integer> alone(String name, boolean fails) {
      return Async.spawn(() -> notes.inTransaction("add", sql -> add(sql, name, fails)));
    }

    private Task<Integer> shared(String name, boolean fails) {
      return Async.spawn(() -> notes.inSharedTransaction("add", sql -> add(sql, name, fails)));
    }

    private static int add(Statements sql, String name, boolean fails) throws SQLException {
      return Notes.add(sql, name) + (fails ? Notes.add(sql, "known") : 0);
    }

    void compare(List<String> names) {
      List<String> present = names.subList(1, names.size());
      List<String> inOrder =
          IntStream.range(0, tasks.size())
              .filter(i -> maybePresent(outcomes.get(i), present.contains("note-" + i)))
              .mapToObj(i -> "note-" + i)
              .toList();
      assertThat(present).isEqualTo(inOrder);
      assertThat(outcomes.stream().filter(Outcome.Success.class::isInstance))
          .hasSizeGreaterThan(100);
    }

    /// A task that was cancelled does not know.
    private static boolean maybePresent(Outcome<Integer> told, boolean isPresent) {
      return switch (told) {
        case Outcome.Success<Integer> _ -> true;
        case Outcome.Failure<Integer>(DatabaseException _) -> false;
        case Outcome.Failure<Integer>(Throwable _) -> isPresent;
      };
    }
  }
}
