package dev.baton.jobs.sqlite;

import dev.baton.jobs.Reason;
import dev.baton.jobs.StoreBusyException;
import dev.baton.jobs.StoreException;
import dev.baton.sql.DatabaseException;
import dev.baton.sql.FileWatch;
import dev.baton.sql.Sqlite;
import dev.baton.sql.SqliteFile;
import dev.baton.sql.Statements;
import dev.baton.terminal.SafeText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/// The file of a store: what it has to be, and what is wrong with it, in one sentence.
final class StoreFile {
  /// "BtnJ". A change of the version adds a step to [#prepare].
  private static final SqliteFile.Format FORMAT =
      new SqliteFile.Format("a job store", 0x42746e4a, 1, "name another file with --store");

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

  private final SqliteFile file;

  /// @param path as the user has named it
  StoreFile(Path path) {
    String name = "store " + SafeText.escape(path.toString(), 300);
    this.file = new SqliteFile(path, name, FORMAT, StoreException::new);
  }

  String url() {
    return file.url();
  }

  FileWatch watch() {
    return new FileWatch(file);
  }

  /// @throws StoreException if it cannot be opened, or not without loss
  void requireUsable() {
    file.requireUsable();
  }

  /// @throws StoreException if the store cannot be made there
  void requireFolder() {
    Path folder = file.path().toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new StoreException(
          "there is no folder for %s: make it, or name another file with --store".formatted(file));
    }
  }

  /// @throws StoreException if there is nothing to look at
  void requireExists() {
    if (!file.hasContent()) {
      throw new StoreException(
          "there is no %s: enqueue a job, or name another file with --store".formatted(file));
    }
  }

  /// Makes the schema in an empty file, in one transaction: of two programs that start at once only
  /// one makes it.
  ///
  /// @throws StoreException if it is another program's file, or a newer one
  void prepare(Statements sql) throws SQLException {
    if (file.isNew(sql)) {
      file.make(sql, SCHEMA);
    }
    check(sql);
    sql.execute(INDEXES);
  }

  /// @throws StoreException if it is another program's file, or a newer one
  void check(Statements sql) throws SQLException {
    file.check(sql);
  }

  StoreException told(DatabaseException failure) {
    String message = file.told(failure, Reason::of);
    return failure.getCause() instanceof SQLException sql && Sqlite.isBusy(sql)
        ? new StoreBusyException(message, failure)
        : new StoreException(message, failure);
  }
}
