package dev.baton.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.sql.Database;
import dev.baton.sql.Sqlite;
import dev.baton.sql.Statements;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples of the doc comments of `dev.baton.sql`.
class SqlExamplesTest {
  private static final String READY = "ready";
  private static final String DONE = "done";

  @TempDir private Path folder;

  @Suspends
  private static void note(Path file, String text) {
    // @start region="Database"
    try (Database notes = Database.open(Sqlite.url(file), new Sqlite())) {
      notes.inTransaction(
          "make the table", sql -> sql.update("CREATE TABLE IF NOT EXISTS note (text TEXT)"));
      notes.inSharedTransaction("note", sql -> sql.update("INSERT INTO note VALUES (?)", text));
    }
    // @end
  }

  @Test
  void keepsNotes() {
    Path file = folder.resolve("notes.db");
    EventLoop.run(
        () -> {
          note(file, "one");
          note(file, "two");
          List<String> texts =
              Database.read(
                  Sqlite.url(file),
                  new Sqlite(),
                  "texts",
                  sql -> sql.query(row -> row.getString(1), "SELECT text FROM note ORDER BY 1"));
          assertThat(texts).containsExactly("one", "two");
        });
  }

  private static List<Long> finish(Statements sql, long id) throws SQLException {
    sql.execute("CREATE TABLE job (id INTEGER PRIMARY KEY, state TEXT)");
    sql.update("INSERT INTO job VALUES (1, 'ready'), (2, 'ready')");
    // @start region="Statements"
    sql.update("UPDATE job SET state = ? WHERE id = ?", DONE, id);
    List<Long> ready =
        sql.query(row -> row.getLong(1), "SELECT id FROM job WHERE state = ?", READY);
    // @end
    return ready;
  }

  @Test
  void runsStatements() {
    EventLoop.run(
        () -> {
          try (Database jobs = Database.open(Sqlite.url(folder.resolve("j.db")), new Sqlite())) {
            List<Long> ready = jobs.inTransaction("finish", sql -> finish(sql, 1));
            assertThat(ready).containsExactly(2L);
          }
        });
  }
}
