package dev.baton.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SqliteTest {
  @TempDir private Path folder;
  private Path file;
  private final Gate gate = new Gate();

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("notes.db");
  }

  private void makeNotes(Path path, String... names) {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(path)) {
            for (String name : names) {
              notes.inTransaction("add", sql -> Notes.add(sql, name));
            }
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "50%41", "what?mode=memory", "#1", "ä", "a&b=c;d", ":memory:"})
  void anyNameIsAFilesName(String name) throws Exception {
    Path path = folder.resolve(name);
    makeNotes(path, "a");

    assertThat(path).exists();
    assertThat(EventLoop.run(() -> Notes.in(path))).containsExactly("a");
    assertThat(folder).isDirectoryNotContaining(found -> !found.equals(path));
  }

  @ParameterizedTest
  @CsvSource({
    "journal_mode, wal",
    "synchronous, 2",
    "fullfsync, 1",
    "busy_timeout, 10000",
    "foreign_keys, 1"
  })
  void aCommitIsOnTheDiskWhenItReturns(String setting, String value) throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            List<String> found =
                notes.inTransaction(
                    "look", sql -> sql.query(row -> row.getString(1), "PRAGMA " + setting));
            assertThat(found).containsExactly(value);
          }
        });
  }

  @Test
  void aPlainPathIsAUrlToo() throws Exception {
    String url = "jdbc:sqlite:" + file;
    EventLoop.run(
        () -> {
          try (Database notes = Database.open(url, new Sqlite(), Notes::makeTable)) {
            Notes.adding(notes, "a").await();
          }
          assertThat(
                  Database.<List<String>, RuntimeException>read(
                      url, new Sqlite(), "names", Notes::names))
              .containsExactly("a");
        });
  }

  /// SQLite does not wait by itself when two change to WAL at once.
  @Test
  void programsThatOpenAtOnceAllGetIt() throws Exception {
    for (int round = 0; round < 20; round++) {
      Path path = folder.resolve("notes-" + round);
      EventLoop.run(
          () -> {
            List<Task<Database>> opening = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
              opening.add(Async.spawn(() -> Notes.open(path)));
            }
            for (Database notes : Async.gather(opening).await()) {
              notes.close();
            }
          });
    }
  }

  @Test
  void aTransactionOfAnotherThatLastsTooLongIsToldAndLeavesNothing() throws Exception {
    Sqlite impatient = new Sqlite(Duration.ofMillis(20));
    EventLoop.run(
        () -> {
          try (Database one = Notes.open(file);
              Database two = Notes.open(file, impatient)) {
            Task<Void> occupant = Notes.occupying(one, gate);

            assertThatThrownBy(() -> Notes.adding(two, "a").await())
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("add failed: [SQLITE_BUSY]")
                .hasMessageEndingWith(
                    "; another process has been writing for 20 ms; end it or try again");
            gate.open();
            occupant.await();
            assertThat(Notes.adding(two, "b").await()).isEqualTo(1);
            assertThat(Notes.in(file)).containsExactly("b");
          }
        });
  }

  @Test
  void aFullDatabaseIsToldAndGoesOnWhenThereIsRoom() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            limit(notes, 3);
            assertThatThrownBy(() -> Notes.adding(notes, "x".repeat(100_000)).await())
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("add failed: [SQLITE_FULL]")
                .hasMessageEndingWith("; the disk is full; make room");
            limit(notes, 1000);
            assertThat(Notes.adding(notes, "x".repeat(100_000)).await()).isEqualTo(1);
          }
        });
  }

  private static void limit(Database notes, int pages) {
    notes.inTransaction(
        "limit", sql -> sql.query(row -> row.getInt(1), "PRAGMA max_page_count = " + pages));
  }

  @Test
  void whatIsNoDatabaseIsRefusedAndLeftAlone() throws Exception {
    Files.writeString(file, "x".repeat(5000));

    assertThatThrownBy(() -> EventLoop.run(() -> Notes.open(file)))
        .isInstanceOf(DatabaseException.class)
        .hasMessageEndingWith("; it is no SQLite file; name another file");
    assertThat(file).content().isEqualTo("x".repeat(5000));
  }

  /// The mode of the journal is kept in the file: a foreign file would stay changed.
  @Test
  void aDatabaseThatIsRefusedIsNotChanged() throws Exception {
    try (Connection theirs = DriverManager.getConnection(Sqlite.url(file))) {
      Statements.execute(theirs, "CREATE TABLE theirs (x)");
    }
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () ->
                        Database.open(
                            Sqlite.url(file),
                            new Sqlite(),
                            _ -> {
                              throw new IllegalStateException("not ours");
                            })))
        .hasMessage("not ours");
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void aLookDoesNotMakeADatabase() {
    assertThatThrownBy(() -> EventLoop.run(() -> Notes.in(file)))
        .isInstanceOf(DatabaseException.class)
        .hasMessageStartingWith("names failed: [SQLITE_CANTOPEN]");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aLookChangesNothingAndLeavesNoFiles() throws Exception {
    makeNotes(file, "a");
    byte[] before = Files.readAllBytes(file);

    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () ->
                        Database.read(
                            Sqlite.url(file), new Sqlite(), "look", sql -> Notes.add(sql, "b"))))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("attempt to write a readonly database");
    assertThat(file).hasBinaryContent(before);
    assertThat(folder).isDirectoryNotContaining(found -> !found.equals(file));
  }

  @Test
  void aLookSeesOneMomentAndStopsNobody() throws Exception {
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            Notes.adding(notes, "before").await();
            Task<List<List<String>>> look =
                Async.spawn(
                    () ->
                        Database.read(
                            Sqlite.url(file),
                            new Sqlite(),
                            "look twice",
                            sql -> {
                              List<String> first = Notes.names(sql);
                              gate.pass();
                              return List.of(first, Notes.names(sql));
                            }));
            gate.awaitReached();
            Notes.adding(notes, "meanwhile").await();
            gate.open();

            assertThat(look.await()).containsExactly(List.of("before"), List.of("before"));
            assertThat(Notes.in(file)).containsExactly("before", "meanwhile");
          }
        });
  }

  /// SQLite refuses to follow a link there: a way to forbid it the file that even root has.
  private void forbidSharedMemory(Path database) throws Exception {
    Files.createSymbolicLink(Path.of(database + "-shm"), Path.of("nowhere"));
  }

  @Test
  void whereSqliteCannotMakeFilesItsDatabaseIsReadAllTheSame() throws Exception {
    makeNotes(file, "a", "b");
    forbidSharedMemory(file);

    assertThat(EventLoop.run(() -> Notes.in(file))).containsExactly("a", "b");
  }

  /// Root may write everywhere.
  @Test
  void aDatabaseThatMayNotBeWrittenIsRead() throws Exception {
    makeNotes(file, "a");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeFalse(Files.isWritable(folder));
      assertThat(EventLoop.run(() -> Notes.in(file))).containsExactly("a");
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void aDatabaseWithALogIsNotReadWithoutIt() throws Exception {
    Path copy = folder.resolve("copy.db");
    EventLoop.run(
        () -> {
          try (Database notes = Notes.open(file)) {
            Notes.adding(notes, "in the log").await();
            Files.copy(file, copy);
            Files.copy(Path.of(file + "-wal"), Path.of(copy + "-wal"));
          }
        });
    forbidSharedMemory(copy);

    assertThatThrownBy(() -> EventLoop.run(() -> Notes.in(copy)))
        .isInstanceOf(DatabaseException.class)
        .hasMessageStartingWith("names failed: [SQLITE_CANTOPEN]")
        .hasMessageEndingWith("; check that this user may write to it and its folder");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:sqlite:notes.db, notes.db",
    "jdbc:sqlite:notes.db?password=secret&x=?, notes.db",
    "jdbc:sqlite:file:///a/b%20c.db, /a/b c.db",
    "jdbc:sqlite:file:///a/b%20c.db?key=secret, /a/b c.db",
    "jdbc:sqlite:file:///a/b c.db?key=secret, file:///a/b c.db",
    "jdbc:sqlite:file:notes.db?mode=memory, file:notes.db",
    "jdbc:sqlite::memory:, :memory:"
  })
  void aDatabaseIsNamedAfterItsFile(String url, String name) {
    assertThat(new Sqlite().name(url)).isEqualTo(name);
  }

  @Test
  void aFileOfAnyNameHasThatName() {
    Path odd = folder.resolve("a?b%20c#d.db");
    assertThat(new Sqlite().name(Sqlite.url(odd))).isEqualTo(odd.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "5, another process has been writing for 10 s; end it or try again",
    "8, check that this user may write to it and its folder",
    "10, check the disk",
    "11, the file is damaged; restore it from a copy",
    "13, the disk is full; make room",
    "14, check that this user may write to it and its folder",
    "26, it is no SQLite file; name another file",
    "1, this is unexpected",
    "261, another process has been writing for 10 s; end it or try again" // SQLITE_BUSY_RECOVERY
  })
  void eachFailureHasItsAdvice(int code, String advice) {
    assertThat(new Sqlite().advice(new SQLException("what", "state", code))).isEqualTo(advice);
  }
}
