package dev.baton.sql;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.Task;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A database of notes, each with a name of its own, in the order in which they were added.
final class Notes {
  private static final String TABLE =
      "CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)";

  private Notes() {}

  @Suspends
  static Database open(Path file) {
    return open(file, new Sqlite());
  }

  @Suspends
  static Database open(Path file, Dialect dialect) {
    return Database.open(Sqlite.url(file), dialect, Notes::makeTable);
  }

  static Void makeTable(Statements sql) throws SQLException {
    sql.execute(TABLE);
    return null;
  }

  static int add(Statements sql, String name) throws SQLException {
    return sql.update("INSERT INTO note (name) VALUES (?)", name);
  }

  static List<String> names(Statements sql) throws SQLException {
    return sql.query(row -> row.getString(1), "SELECT name FROM note ORDER BY id");
  }

  @Suspends
  static List<String> in(Path file) {
    return Database.read(Sqlite.url(file), new Sqlite(), "names", Notes::names);
  }

  /// A task that adds a note and may share its transaction.
  static Task<Integer> adding(Database notes, String name) {
    return Async.spawn(() -> notes.inSharedTransaction("add", sql -> add(sql, name)));
  }

  /// The same for `note-0`, `note-1`, ...
  static List<Task<Integer>> adding(Database notes, int count) {
    List<Task<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tasks.add(adding(notes, "note-" + i));
    }
    return tasks;
  }

  /// A task that adds a note in a transaction of its own.
  static Task<Integer> addingAlone(Database notes, String name) {
    return Async.spawn(() -> notes.inTransaction("add", sql -> add(sql, name)));
  }

  /// Occupies the thread of the database until the gate is opened, in a transaction of its own.
  @Suspends
  static Task<Void> occupying(Database notes, Gate gate) {
    Task<Void> occupant =
        Async.spawn(
            () ->
                notes.inTransaction(
                    "occupy",
                    _ -> {
                      gate.pass();
                      return null;
                    }));
    gate.awaitReached();
    return occupant;
  }
}
