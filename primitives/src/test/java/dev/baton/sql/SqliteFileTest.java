package dev.baton.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Action;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteFileTest {
  private static final SqliteFile.Format FORMAT =
      new SqliteFile.Format("a note book", 0x1234, 2, "name another one");

  private static final String SCHEMA = "CREATE TABLE note (text TEXT)";

  @TempDir private Path folder;
  private Path path;
  private SqliteFile file;

  @BeforeEach
  void nameTheFile() {
    path = folder.resolve("notes.db");
    file = new SqliteFile(path, "notes", FORMAT, IllegalStateException::new);
  }

  private Void prepare(Statements sql) throws Exception {
    if (file.isNew(sql)) {
      file.make(sql, SCHEMA);
    }
    file.check(sql);
    return null;
  }

  @Suspends
  private Database open() throws Exception {
    return Database.open(file.url(), new Sqlite(), this::prepare);
  }

  private void change(String sql) throws Exception {
    EventLoop.run(
        () -> {
          try (Database database = Database.open(Sqlite.url(path), new Sqlite())) {
            database.inTransaction("change", it -> it.update(sql));
          }
        });
  }

  private static void isRefused(Action<Exception> use, String why) {
    assertThatThrownBy(use::run).isInstanceOf(IllegalStateException.class).hasMessage(why);
  }

  @Test
  void whatIsMadeIsKnownAgain() throws Exception {
    EventLoop.run(() -> open().close());
    assertThat(file.hasContent()).isTrue();
    EventLoop.run(() -> open().close());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PRAGMA application_id = 7 | is not a note book but another SQLite database; name another"
            + " one",
        "PRAGMA user_version = 3   | has schema version 3 and this program writes version 2; use"
            + " the program that made it",
      })
  void whatAnotherProgramHasMadeIsRefused(String change, String why) throws Exception {
    EventLoop.run(() -> open().close());
    change(change);
    isRefused(() -> EventLoop.run(() -> open().close()), "notes " + why);
  }

  @Test
  void whatCannotBeAFileOfOursIsRefusedWithoutAnyHarm() throws Exception {
    file.requireUsable(); // there is none yet
    Files.createDirectory(path);
    isRefused(file::requireUsable, "notes is a folder and no file; name another one");
    Files.delete(path);
    Files.writeString(path, "x");
    isRefused(
        file::requireUsable,
        "notes cannot be used: it is no SQLite file, or was cut; restore it from a copy, or name"
            + " another one");
    Files.writeString(path, "");
    Files.writeString(folder.resolve("notes.db-wal"), "log");
    isRefused(
        file::requireUsable,
        "notes is empty, though its file -wal is not: it was cut or replaced; restore both from a"
            + " copy, or delete both");
    assertThat(folder.resolve("notes.db-wal")).hasContent("log");
  }

  @Test
  void aFailureIsToldWithWhatToDo() throws Exception {
    Files.writeString(path, "x".repeat(5000));
    assertThatThrownBy(() -> EventLoop.run(() -> open().close()))
        .isInstanceOfSatisfying(
            DatabaseException.class,
            failure ->
                assertThat(file.told(failure, Throwable::toString))
                    .isEqualTo(
                        "notes cannot be used: it is no SQLite file, or was cut; restore it from a"
                            + " copy, or name another one"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "notes.db     | is not there any more; put it back and start again",
        "notes.db-wal | has lost its file -wal while it was in use; start again",
        "notes.db-shm | has lost its file -shm while it was in use; start again",
      })
  void aFileThatIsDeletedWhileItIsUsedIsNoticed(String part, String why) throws Exception {
    watched(_ -> Files.delete(folder.resolve(part)), why);
  }

  @Test
  void aFileThatIsCutWhileItIsUsedIsNoticed() throws Exception {
    watched(
        _ -> Files.write(path, new byte[10], StandardOpenOption.TRUNCATE_EXISTING),
        "was cut to 10 bytes while it was in use; restore it from a copy, unless that was a VACUUM,"
            + " and start again");
  }

  private interface Damage {
    void to(Database database) throws Exception;
  }

  private void watched(Damage damage, String why) throws Exception {
    FileWatch watch = new FileWatch(file);
    Work<Void, RuntimeException> look =
        _ -> {
          watch.beginTransaction();
          return null;
        };
    EventLoop.run(
        () -> {
          try (Database notes = Database.open(file.url(), new Sqlite(), this::prepare, look)) {
            notes.inTransaction("add", sql -> sql.update("INSERT INTO note VALUES ('a')"));
            watch.requireSame();
            damage.to(notes);
            isRefused(
                () -> notes.inTransaction("add", sql -> sql.update("DELETE FROM note")),
                "notes " + why);
            isRefused(watch::requireSame, "notes " + why);
          }
        });
  }
}
