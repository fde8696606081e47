package dev.baton.jobs.sqlite;

import dev.baton.jobs.StoreException;
import dev.baton.terminal.SafeText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;

/// Opens the file of a store, and makes or checks its schema.
///
/// - *WAL* (write-ahead log): readers never wait for the writer, nor it for them.
/// - *synchronous=FULL*: each commit is on the disk before it returns. With NORMAL the last ones
///   could be lost when the power fails.
/// - *busy_timeout*: another process that writes is waited for, this long.
final class Database {
  /// `PRAGMA application_id` of a job store: "BtnJ".
  private static final int APPLICATION = 0x42746e4a;

  /// The schema that this program writes. A change of it adds a step to [#prepare].
  private static final int VERSION = 1;

  private static final int BUSY_MILLIS = 10_000;

  private static final long WAL_PAUSE_NANOS = 5_000_000;

  /// The states are written as [dev.baton.jobs.JobState#code()] says. Each index covers the jobs of
  /// one state only, so that finished jobs, however many, cost nothing.
  private static final String SCHEMA =
      """
      CREATE TABLE job (
        id           INTEGER PRIMARY KEY AUTOINCREMENT,
        key          TEXT    NOT NULL UNIQUE,
        kind         TEXT    NOT NULL,
        args         TEXT    NOT NULL,
        state        INTEGER NOT NULL,
        run_at       INTEGER NOT NULL,            -- milliseconds since 1970, as all times here
        attempts     INTEGER NOT NULL DEFAULT 0,
        max_attempts INTEGER NOT NULL,
        crashes      INTEGER NOT NULL DEFAULT 0,
        owner        TEXT,
        lease_token  INTEGER NOT NULL DEFAULT 0,  -- only grows
        lease_until  INTEGER,
        created_at   INTEGER NOT NULL,
        finished_at  INTEGER,
        reason       TEXT
      ) STRICT;
      CREATE INDEX job_ready   ON job (run_at, id)  WHERE state = 0;
      CREATE INDEX job_waiting ON job (run_at)      WHERE state = 1;
      CREATE INDEX job_running ON job (lease_until) WHERE state = 2;
      """;

  private Database() {}

  /// Opens it for the one writer; makes the file if there is none.
  static Connection openForWriting(Path file) throws SQLException {
    Path parent = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(parent)) {
      throw new StoreException(
          "there is no folder for store %s: make %s, or name another file with --store"
              .formatted(shown(file), shown(parent)));
    }
    Connection connection = connect(file);
    try {
      prepare(file, connection);
      return connection;
    } catch (Throwable failure) {
      connection.close();
      throw failure;
    }
  }

  /// Opens it for a look.
  static Connection openForReading(Path file) throws SQLException {
    if (!Files.exists(file)) {
      throw new StoreException(
          "there is no store %s: enqueue a job, or name another file with --store"
              .formatted(shown(file)));
    }
    Connection connection = connect(file);
    try {
      check(file, connection);
      execute(connection, "PRAGMA query_only = ON");
      return connection;
    } catch (Throwable failure) {
      connection.close();
      throw failure;
    }
  }

  private static Connection connect(Path file) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
    execute(connection, "PRAGMA busy_timeout = " + BUSY_MILLIS);
    return connection;
  }

  private static void prepare(Path file, Connection connection) throws SQLException {
    // In one transaction, so that of two programs that start at once only one makes the schema.
    execute(connection, "BEGIN IMMEDIATE");
    if (isEmpty(connection)) {
      execute(connection, SCHEMA);
      execute(connection, "PRAGMA application_id = " + APPLICATION);
      execute(connection, "PRAGMA user_version = " + VERSION);
    }
    execute(connection, "COMMIT");
    check(file, connection);
    useWal(connection);
    execute(connection, "PRAGMA synchronous = FULL");
    execute(connection, "PRAGMA fullfsync = ON"); // macOS: without it fsync does not reach the disk
  }

  /// The change to WAL needs the file for itself for a moment, and SQLite does not wait for that by
  /// itself. Once made it stays.
  private static void useWal(Connection connection) throws SQLException {
    long deadline = System.nanoTime() + BUSY_MILLIS * 1_000_000L;
    while (true) {
      try {
        execute(connection, "PRAGMA journal_mode = WAL");
        return;
      } catch (SQLException busy) {
        if (busy.getErrorCode() != StoreFailures.BUSY || System.nanoTime() > deadline) {
          throw busy;
        }
        LockSupport.parkNanos(WAL_PAUSE_NANOS);
      }
    }
  }

  private static boolean isEmpty(Connection connection) throws SQLException {
    return number(connection, "PRAGMA application_id") == 0
        && number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
  }

  private static void check(Path file, Connection connection) throws SQLException {
    long application = number(connection, "PRAGMA application_id");
    long version = number(connection, "PRAGMA user_version");
    if (application != APPLICATION) {
      throw new StoreException(
          "%s is not a job store but another SQLite database; name another file with --store"
              .formatted(shown(file)));
    }
    if (version != VERSION) {
      throw new StoreException(
          "store %s has schema version %d and this program writes version %d; use the program that made it"
              .formatted(shown(file), version, VERSION));
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.getLong(1);
    }
  }

  /// Statements without parameters, one or several.
  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  static String shown(Path file) {
    return SafeText.escape(file.toString(), 300);
  }
}
