package dev.baton.sql;

import java.sql.SQLException;

/// What is done in one transaction. It runs on a thread of the database, never on the loop: it must
/// not touch what tasks use, and it may block.
///
/// It may throw an exception of its own: then nothing of it is done, and the task that asked gets
/// that very exception.
///
/// @param <T> the result; keep nothing in it that belongs to the connection
/// @param <X> what it throws beside an [SQLException]; inferred, `RuntimeException` where it throws
///   nothing else that is checked
@FunctionalInterface
public interface Work<T, X extends Exception> {
  /// Does it.
  ///
  /// @param sql for this call only
  T run(Statements sql) throws SQLException, X;
}
