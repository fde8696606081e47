package dev.baton.jobs.sqlite;

import dev.baton.jobs.Reason;
import dev.baton.jobs.StoreBusyException;
import dev.baton.jobs.StoreException;
import dev.baton.sql.DatabaseException;
import dev.baton.sql.Sqlite;
import dev.baton.sql.Statements;
import dev.baton.terminal.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/// The file of a store: what it has to be, and what is wrong with it, in one sentence.
///
/// @param path as the user has named it
record StoreFile(Path path) {
  /// `PRAGMA application_id` of a job store: "BtnJ".
  private static final int APPLICATION = 0x42746e4a;

  /// The schema that this program writes. A change of it adds a step to [#prepare].
  private static final int VERSION = 1;

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
      CREATE INDEX job_running ON job (lease_until) WHERE state = 2;
      """;

  /// The first programs of version 1 had an index without the kind. They get on with this one too,
  /// only slower.
  private static final String INDEXES =
      """
      CREATE INDEX IF NOT EXISTS job_ready_by_kind   ON job (kind, run_at, id) WHERE state = 0;
      CREATE INDEX IF NOT EXISTS job_waiting_by_kind ON job (kind, run_at)     WHERE state = 1;
      DROP INDEX IF EXISTS job_ready;
      DROP INDEX IF EXISTS job_waiting;
      """;

  String url() {
    return Sqlite.url(path);
  }

  /// Without links: SQLite's other files lie beside it.
  Path real() {
    try {
      return path.toRealPath();
    } catch (IOException noneOrNotReadable) {
      return path.toAbsolutePath();
    }
  }

  /// @throws StoreException if the store cannot be made there
  void requireFolder() {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new StoreException(
          "there is no folder for store %s: make it, or name another file with --store"
              .formatted(this));
    }
  }

  /// Looks without opening it. SQLite would throw away the log of an empty file, which may be all
  /// that is left; an empty file alone is one that somebody was about to make.
  ///
  /// @throws StoreException if it cannot be opened, or not without loss
  void requireUsable() {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw wrong("is %s and no file; name a file with --store", otherThanFile());
    } else if (Files.exists(path) && !Files.isReadable(path)) {
      throw wrong("may not be read by this user; change that, or name another file with --store");
    } else if (size(path) == 1) { // SQLite takes it for empty, and would write over it
      throw wrong("cannot be used: it is no SQLite file; name another file");
    } else if (size(path) == 0 && size(Path.of(real() + "-wal")) > 0) {
      throw wrong(
          "is empty, though its file -wal is not: it was cut or replaced; restore both from a copy,"
              + " or delete both");
    }
  }

  private String otherThanFile() {
    return Files.isDirectory(path) ? "a folder" : "a device";
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException noneOrNotReadable) {
      return -1;
    }
  }

  /// @throws StoreException if there is nothing to look at
  void requireExists() {
    if (!Files.exists(path) || size(path) == 0) {
      throw new StoreException(
          "there is no store %s: enqueue a job, or name another file with --store".formatted(this));
    }
  }

  /// Makes the schema in an empty file, in one transaction: of two programs that start at once only
  /// one makes it.
  ///
  /// @throws StoreException if it is another program's file, or a newer one
  void prepare(Statements sql) throws SQLException {
    if (number(sql, "PRAGMA application_id") == 0
        && number(sql, "SELECT count(*) FROM sqlite_schema") == 0) {
      sql.execute(SCHEMA);
      sql.execute("PRAGMA application_id = " + APPLICATION);
      sql.execute("PRAGMA user_version = " + VERSION);
    }
    check(sql);
    sql.execute(INDEXES);
  }

  /// @throws StoreException if it is another program's file, or a newer one
  void check(Statements sql) throws SQLException {
    long version = number(sql, "PRAGMA user_version");
    if (number(sql, "PRAGMA application_id") != APPLICATION) {
      throw new StoreException(
          "%s is not a job store but another SQLite database; name another file with --store"
              .formatted(this));
    }
    if (version != VERSION) {
      throw new StoreException(
          "store %s has schema version %d and this program writes version %d; use the program that made it"
              .formatted(this, version, VERSION));
    }
  }

  private static long number(Statements sql, String query) throws SQLException {
    return sql.query(row -> row.getLong(1), query).getFirst();
  }

  StoreException told(DatabaseException failure) {
    String message =
        "store %s cannot be used: %s%s".formatted(this, failure.advice(), seen(failure));
    return failure.getCause() instanceof SQLException sql && Sqlite.isBusy(sql)
        ? new StoreBusyException(message, failure)
        : new StoreException(message, failure);
  }

  /// What the driver says, where the advice does not say it for people.
  private static String seen(DatabaseException failure) {
    Throwable cause = failure.getCause();
    return cause == null || cause instanceof SQLException sql && Sqlite.isExplained(sql)
        ? ""
        : ": " + Reason.of(cause);
  }

  private StoreException wrong(String what, Object... seen) {
    return new StoreException("store %s %s".formatted(this, what.formatted(seen)));
  }

  /// Its name, safe to show.
  @Override
  public String toString() {
    return SafeText.escape(path.toString(), 300);
  }
}
