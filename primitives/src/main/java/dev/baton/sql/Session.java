package dev.baton.sql;

import java.sql.Connection;
import java.sql.SQLException;

/// One connection and the transactions on it, one after the other. For one thread.
final class Session implements AutoCloseable {
  private final Connection connection;
  private final Statements sql;

  private Session(Connection connection) {
    this.connection = connection;
    this.sql = new Statements(connection);
  }

  /// Connects for changes, and lets `prepare` see or make what is there before anything is changed.
  static <X extends Exception> Session open(String url, Dialect dialect, Work<?, X> prepare)
      throws SQLException, X {
    Session session = connect(url, dialect, dialect::connect);
    try {
      session.inTransaction(dialect.begin(), prepare);
      dialect.configure(session.connection);
      return session;
    } catch (Throwable failure) {
      try (session) {
        throw failure;
      }
    }
  }

  static Session openForReading(String url, Dialect dialect) throws SQLException {
    return connect(url, dialect, dialect::connectForReading);
  }

  private interface Connecting {
    Connection to(String url) throws SQLException;
  }

  /// A failure that quotes the url is told with the name instead: there may be a password in the
  /// url.
  private static Session connect(String url, Dialect dialect, Connecting connecting)
      throws SQLException {
    try {
      return new Session(connecting.to(url));
    } catch (SQLException failure) {
      String message = String.valueOf(failure.getMessage());
      throw message.contains(url)
          ? new SQLException(
              message.replace(url, dialect.name(url)),
              failure.getSQLState(),
              failure.getErrorCode())
          : failure;
    }
  }

  /// Does the work between this statement and the COMMIT, or not at all.
  <T, X extends Exception> T inTransaction(String begin, Work<T, X> work) throws SQLException, X {
    Statements.execute(connection, begin);
    sql.forgetFailure();
    try {
      T result = work.run(sql);
      sql.requireNoFailure();
      Statements.execute(connection, "COMMIT");
      return result;
    } catch (Throwable failure) {
      rollBack(failure);
      throw failure;
    }
  }

  private void rollBack(Throwable cause) {
    try {
      Statements.execute(connection, "ROLLBACK");
    } catch (Throwable alreadyRolledBack) {
      cause.addSuppressed(alreadyRolledBack); // SQLite does that by itself after some failures
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      sql.close();
    }
  }
}
