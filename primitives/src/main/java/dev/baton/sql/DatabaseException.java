package dev.baton.sql;

import java.sql.SQLException;

/// The database could not do what was asked, and nothing of it was done. Its message is one
/// sentence that says what failed, what the driver saw, and what to do.
public final class DatabaseException extends RuntimeException {
  private final String advice;

  private DatabaseException(String message, Throwable cause, String advice) {
    super(message, cause);
    this.advice = advice;
  }

  /// Work fails with its own exception; only the driver's, which is checked, is wrapped.
  static Throwable told(String what, Throwable failure, Dialect dialect) {
    return failure instanceof SQLException sql ? of(what, sql, dialect) : failure;
  }

  static DatabaseException of(String what, SQLException cause, Dialect dialect) {
    String advice = dialect.advice(cause);
    return new DatabaseException(
        "%s failed: %s; %s".formatted(what, cause.getMessage(), advice), cause, advice);
  }

  static DatabaseException closed(String what) {
    String advice = "ask before it is closed";
    return new DatabaseException(
        "%s failed: the database was closed before; %s".formatted(what, advice), null, advice);
  }

  static DatabaseException brokenDown(String what, Throwable cause) {
    String advice = "open the database again";
    return new DatabaseException(
        "%s failed: the database's thread was ended by %s; %s".formatted(what, cause, advice),
        cause,
        advice);
  }

  /// What to do about it: the last part of the message.
  public String advice() {
    return advice;
  }
}
