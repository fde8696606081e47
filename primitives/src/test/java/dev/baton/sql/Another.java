package dev.baton.sql;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.Suspends;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;

/// Another program that uses the same file.
final class Another {
  private Another() {}

  /// While the file is locked by it, requests gather behind the first.
  @Suspends
  static void writesDuring(Path file, Action<Exception> action) throws Exception {
    try (Connection other = DriverManager.getConnection(Sqlite.url(file))) {
      Statements.execute(other, "BEGIN IMMEDIATE");
      action.run();
      Async.yieldNow(); // the tasks that were started hand their requests over
      Statements.execute(other, "COMMIT");
    }
  }
}
