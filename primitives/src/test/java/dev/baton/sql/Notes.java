package dev.baton.sql;

import dev.baton.Suspends;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// A database of notes, each with a name of its own, in the order in which they were added.
final class Notes {
  private static final String TABLE =
      "CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)";

  private Notes() {}

  @Suspends
  static Database open(Path file) {
    return Database.open(Sqlite.url(file), new Sqlite(), Notes::makeTable);
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
}
