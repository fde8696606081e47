package dev.baton.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Runs SQL on one connection; each text with parameters is prepared once.
///
/// ```java
/// sql.update("UPDATE job SET state = ? WHERE id = ?", DONE, id);
/// List<Long> ready = sql.query(row -> row.getLong(1), "SELECT id FROM job WHERE state = ?", READY);
/// ```
///
/// Once a statement has failed, the transaction has: further statements are refused, and it is
/// rolled back even if the work catches the exception. PostgreSQL is as strict; SQLite drops the
/// transaction after some failures and would then do each further statement for good.
///
/// For the thread of the database alone.
public final class Statements {
  /// Reads one row.
  ///
  /// @param <T> what it is read into
  @FunctionalInterface
  public interface Row<T> {
    /// Reads the row; must not move to another one.
    T read(ResultSet row) throws SQLException;
  }

  /// The most texts that stay prepared, for programs that make texts of many shapes.
  private static final int MOST_PREPARED = 200;

  private final Thread thread = Thread.currentThread();
  private final Connection connection;

  /// The one that was not used for the longest time comes first.
  private final SequencedMap<String, Prepared> prepared = new LinkedHashMap<>(16, 0.75f, true);

  /// Of a statement of this transaction; null: none has failed.
  private SQLException failure;

  Statements(Connection connection) {
    this.connection = connection;
  }

  /// Runs one statement.
  ///
  /// @return how many rows were changed
  public int update(String sql, Object... parameters) throws SQLException {
    return attempt(() -> run(sql, parameters, PreparedStatement::executeUpdate));
  }

  /// Runs one query, or a statement that returns rows.
  public <T> List<T> query(Row<T> row, String sql, Object... parameters) throws SQLException {
    return attempt(() -> run(sql, parameters, statement -> rows(row, statement)));
  }

  private static <T> List<T> rows(Row<T> row, PreparedStatement statement) throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(row.read(rows));
      }
    }
    return found;
  }

  /// Runs statements without parameters, one or several.
  public void execute(String sql) throws SQLException {
    attempt(
        () -> {
          execute(connection, sql);
          return null;
        });
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /// The connection, for what JDBC can do beyond this. Leave its transaction alone.
  public Connection connection() {
    requireHere();
    return connection;
  }

  private interface Step<T> {
    T run() throws SQLException;
  }

  private <T> T attempt(Step<T> step) throws SQLException {
    requireHere();
    if (failure != null) {
      throw new SQLException("the transaction has failed before: " + failure.getMessage(), failure);
    }
    try {
      return step.run();
    } catch (SQLException failed) {
      failure = failed;
      throw failed;
    }
  }

  private void requireHere() {
    if (Thread.currentThread() != thread) {
      throw new IllegalStateException(
          "these statements belong to thread %s, not to %s; use them only inside the work that gets them"
              .formatted(thread.getName(), Thread.currentThread().getName()));
    }
  }

  private interface Execution<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  private record Prepared(PreparedStatement statement, int places) {
    void bind(String sql, Object... parameters) throws SQLException {
      if (parameters.length != places) {
        throw new IllegalArgumentException(
            "a statement with places for %d parameters was given %d: %s"
                .formatted(places, parameters.length, sql));
      }
      for (int i = 0; i < places; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
    }
  }

  /// A statement that failed is not used again: after a full disk, for one, the driver would refuse
  /// it for ever.
  private <T> T run(String sql, Object[] parameters, Execution<T> execution) throws SQLException {
    Prepared known = prepared(sql);
    try {
      known.bind(sql, parameters);
      return execution.of(known.statement);
    } catch (Throwable failure) {
      prepared.remove(sql);
      try (known.statement) {
        throw failure;
      }
    }
  }

  private Prepared prepared(String sql) throws SQLException {
    Prepared known = prepared.get(sql);
    if (known != null) {
      return known;
    }
    if (prepared.size() == MOST_PREPARED) {
      prepared.pollFirstEntry().getValue().statement.close();
    }
    PreparedStatement statement = connection.prepareStatement(sql);
    Prepared made = new Prepared(statement, statement.getParameterMetaData().getParameterCount());
    prepared.put(sql, made);
    return made;
  }

  /// A transaction begins.
  void forgetFailure() {
    failure = null;
  }

  /// Also the work that has caught it fails with it.
  void requireNoFailure() throws SQLException {
    if (failure != null) {
      throw failure;
    }
  }

  /// Closes what was prepared.
  void close() throws SQLException {
    for (Prepared each : prepared.values()) {
      each.statement.close();
    }
    prepared.clear();
  }
}
