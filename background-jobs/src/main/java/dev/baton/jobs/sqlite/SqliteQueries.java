package dev.baton.jobs.sqlite;

import dev.baton.Suspends;
import dev.baton.jobs.JobQueries;
import dev.baton.jobs.JobRow;
import dev.baton.jobs.JobState;
import dev.baton.jobs.StoreStats;
import dev.baton.sql.Database;
import dev.baton.sql.DatabaseException;
import dev.baton.sql.Sqlite;
import dev.baton.sql.Statements;
import dev.baton.sql.Work;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Lists and counts the jobs of an SQLite file. Each look has a connection of its own, outside the
/// loop; thanks to WAL it sees one moment of the store and nobody waits for it. The file may lie
/// where the user cannot write, such as a backup.
public final class SqliteQueries implements JobQueries {
  private final StoreFile file;
  private final InstantSource clock;

  /// @param file must exist when it is looked at
  /// @param clock the wall clock
  public SqliteQueries(Path file, InstantSource clock) {
    this.file = new StoreFile(file);
    this.clock = clock;
  }

  @Override
  @Suspends
  public List<JobRow> list(Optional<JobState> state, int limit) {
    return look(
        "list",
        sql ->
            sql.query(
                SqliteQueries::row,
                """
                SELECT id, key, kind, args, state, attempts, max_attempts, crashes, created_at,
                  run_at, finished_at, reason
                FROM job WHERE state = ? OR ? < 0 ORDER BY id DESC LIMIT ?\
                """,
                state.map(JobState::code).orElse(-1),
                state.map(JobState::code).orElse(-1),
                limit));
  }

  private static JobRow row(ResultSet row) throws SQLException {
    return new JobRow(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        JobState.of(row.getInt(5)),
        row.getInt(6),
        row.getInt(7),
        row.getInt(8),
        Instant.ofEpochMilli(row.getLong(9)),
        Instant.ofEpochMilli(row.getLong(10)),
        Optional.ofNullable((Number) row.getObject(11))
            .map(millis -> Instant.ofEpochMilli(millis.longValue())),
        Optional.ofNullable(row.getString(12)));
  }

  @Override
  @Suspends
  public StoreStats stats() {
    return look("stats", sql -> new StoreStats(counts(sql), oldestReady(sql)));
  }

  private static List<StoreStats.Count> counts(Statements sql) throws SQLException {
    return sql.query(
        row -> new StoreStats.Count(row.getString(1), JobState.of(row.getInt(2)), row.getLong(3)),
        "SELECT kind, state, count(*) FROM job GROUP BY kind, state ORDER BY kind, state");
  }

  private Optional<Duration> oldestReady(Statements sql) throws SQLException {
    long now = clock.millis();
    return sql.query(
            row -> Optional.ofNullable((Number) row.getObject(1)),
            "SELECT min(run_at) FROM job WHERE state = 0")
        .getFirst()
        .map(since -> Duration.ofMillis(Math.max(0, now - since.longValue())));
  }

  @Suspends
  private <T> T look(String what, Work<T, RuntimeException> work) {
    file.requireUsable();
    file.requireExists();
    try {
      return Database.read(
          file.url(),
          new Sqlite(),
          what,
          sql -> {
            file.check(sql);
            return work.run(sql);
          });
    } catch (DatabaseException failure) {
      throw file.told(failure);
    }
  }
}
