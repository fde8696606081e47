package dev.baton.sql;

import java.sql.Connection;
import java.sql.SQLException;

/// What differs from one kind of database to another, as far as this package has to know it. Its
/// methods run on a thread of the database.
///
/// There is [Sqlite].
public interface Dialect {
  /// What the database is called in reports. A url may contain a password; the name must not. Any
  /// thread may call this.
  String name(String url);

  /// Connects for changes. This alone must not change the database: it may turn out to be another
  /// program's.
  Connection connect(String url) throws SQLException;

  /// Makes what was connected, and was found to be the right database, ready for changes: a commit
  /// must be on the disk when it returns.
  void configure(Connection connection) throws SQLException;

  /// Connects for queries only: to a database that exists, also where the user may not write.
  Connection connectForReading(String url) throws SQLException;

  /// The statement that begins a transaction for changes. It waits for whoever is in the way, so
  /// that the statements after it need not.
  String begin();

  /// The statement that begins a transaction whose queries all see one moment.
  String beginReading();

  /// What the user can do about this failure: a main clause, in lower case and without a full stop.
  String advice(SQLException failure);
}
