package dev.baton.jobs.sqlite;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.jobs.Claim;
import dev.baton.jobs.Enqueued;
import dev.baton.jobs.Job;
import dev.baton.jobs.JobStore;
import dev.baton.jobs.KeyTakenException;
import dev.baton.jobs.Lease;
import dev.baton.jobs.NewJob;
import dev.baton.jobs.StoreBusyException;
import dev.baton.jobs.StoreException;
import dev.baton.jobs.WorkerListener;
import dev.baton.sql.Database;
import dev.baton.sql.DatabaseException;
import dev.baton.sql.FileWatch;
import dev.baton.sql.Sqlite;
import dev.baton.sql.Statements;
import dev.baton.sql.Work;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Keeps jobs in one SQLite file. Several processes may use the file at once.
///
/// The numbers in the SQL are [dev.baton.jobs.JobState#code()]; written out, because SQLite uses an
/// index of one state only for a query that names it.
public final class SqliteStore implements JobStore, AutoCloseable {
  /// The most jobs whose state one claim repairs: waiting ones whose time has come, and those whose
  /// lease ran out. The next claim does more.
  private static final int MAX_MOVED = 1000;

  private static final Duration BETWEEN_OPENINGS = Duration.ofMillis(100);

  private static final String INSERT =
      """
      INSERT INTO job (key, kind, args, state, run_at, max_attempts, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING RETURNING id\
      """;

  private static final String KNOWN = "SELECT id, kind = ? AND args = ? FROM job WHERE key = ?";

  private static final String EXPIRED =
      "SELECT id, lease_token FROM job WHERE state = 2 AND lease_until <= ?";

  private static final String EXPIRE =
      """
      UPDATE job SET state = CASE WHEN crashes + 1 < ? THEN 0 ELSE 6 END, crashes = crashes + 1,
        finished_at = CASE WHEN crashes + 1 < ? THEN NULL ELSE ? END,
        owner = NULL, lease_until = NULL, reason = ?
      WHERE id IN (SELECT id FROM job WHERE state = 2 AND lease_until <= ? LIMIT ?)\
      """;

  /// The fence: a lease is valid while the job runs under its token.
  private static final String IF_VALID = " WHERE id = ? AND lease_token = ? AND state = 2";

  private static final String COMPLETE =
      """
      UPDATE job SET state = 4, attempts = attempts + 1, finished_at = ?, owner = NULL,
        lease_until = NULL, reason = NULL\
      """
          + IF_VALID;

  private static final String RETRY =
      """
      UPDATE job SET state = 1, attempts = attempts + 1, run_at = ?, owner = NULL,
        lease_until = NULL, reason = ?\
      """
          + IF_VALID;

  private static final String BURY =
      """
      UPDATE job SET state = 6, attempts = attempts + 1, finished_at = ?, owner = NULL,
        lease_until = NULL, reason = ?\
      """
          + IF_VALID;

  private static final String RELEASE =
      "UPDATE job SET state = 0, owner = NULL, lease_until = NULL" + IF_VALID;

  private static final String RENEW = "UPDATE job SET lease_until = ?" + IF_VALID;

  private final StoreFile file;

  private final FileWatch watch;
  private final Database database;
  private final InstantSource clock;

  private SqliteStore(StoreFile file, FileWatch watch, Database database, InstantSource clock) {
    this.file = file;
    this.watch = watch;
    this.database = database;
    this.clock = clock;
  }

  /// Opens the store; makes the file if there is none.
  ///
  /// @param clock the wall clock; of all processes that use the file
  /// @throws StoreException if it cannot be opened
  @Suspends
  public static SqliteStore open(Path path, InstantSource clock) {
    return open(path, clock, new Sqlite());
  }

  /// The same, but a store that another process locks is waited for, and the listener hears of it.
  ///
  /// @throws StoreException if it cannot be opened for another reason
  @Suspends
  public static SqliteStore openWhenFree(Path path, InstantSource clock, WorkerListener listener) {
    return openWhenFree(path, clock, new Sqlite(), listener);
  }

  @Suspends
  static SqliteStore openWhenFree(
      Path path, InstantSource clock, Sqlite sqlite, WorkerListener listener) {
    try {
      return open(path, clock, sqlite);
    } catch (StoreBusyException later) {
      listener.storeBusy();
    }
    SqliteStore store = openLater(path, clock, sqlite);
    listener.storeFree();
    return store;
  }

  /// SQLite does not wait for every lock by itself.
  @Suspends
  private static SqliteStore openLater(Path path, InstantSource clock, Sqlite sqlite) {
    while (true) {
      Async.sleep(BETWEEN_OPENINGS);
      try {
        return open(path, clock, sqlite);
      } catch (StoreBusyException again) {
        // the listener knows
      }
    }
  }

  @Suspends
  static SqliteStore open(Path path, InstantSource clock, Sqlite sqlite) {
    StoreFile file = new StoreFile(path);
    file.requireFolder();
    file.requireUsable();
    FileWatch watch = file.watch();
    try {
      Database database =
          Database.open(
              file.url(),
              sqlite,
              sql -> {
                file.prepare(sql);
                return null;
              },
              _ -> {
                watch.beginTransaction();
                return null;
              });
      return opened(new SqliteStore(file, watch, database, clock));
    } catch (DatabaseException failure) {
      throw file.told(failure);
    }
  }

  /// The first transaction makes the log, and the watch looks at it.
  @Suspends
  private static SqliteStore opened(SqliteStore store) {
    try {
      store.change("open", _ -> null);
      return store;
    } catch (Throwable failure) {
      closeAfter(failure, store);
      throw failure;
    }
  }

  @Suspends
  private static void closeAfter(Throwable failure, SqliteStore store) {
    try {
      store.close();
    } catch (Throwable also) {
      failure.addSuppressed(also);
    }
  }

  /// Closes the file, after everything that was asked before.
  @Override
  @Suspends
  public void close() {
    database.close();
  }

  /// All changes are small and made by many tasks: they share transactions (group commit).
  @Suspends
  private <T> T change(String what, Work<T, RuntimeException> work) {
    try {
      return database.inSharedTransaction(what, work);
    } catch (DatabaseException failure) {
      if (failure.getCause() != null) { // it is open
        watch.requireSame();
      }
      throw file.told(failure);
    }
  }

  @Override
  @Suspends
  public List<Enqueued> enqueue(List<NewJob> jobs) {
    return change(
        "enqueue",
        sql -> {
          List<Enqueued> enqueued = new ArrayList<>();
          for (NewJob job : jobs) {
            enqueued.add(insert(sql, job, enqueued.size()));
          }
          return enqueued;
        });
  }

  private Enqueued insert(Statements sql, NewJob job, int index) throws SQLException {
    long now = clock.millis();
    List<Long> inserted =
        sql.query(
            row -> row.getLong(1),
            INSERT,
            job.key(),
            job.kind(),
            job.args(),
            job.delay().isZero() ? 0 : 1,
            now + job.delay().toMillis(),
            job.maxAttempts(),
            now);
    if (!inserted.isEmpty()) {
      return new Enqueued(inserted.getFirst(), true);
    }
    Known known = sql.query(Known::read, KNOWN, job.kind(), job.args(), job.key()).getFirst();
    if (!known.isSame()) {
      throw new KeyTakenException(index, job.key(), known.id());
    }
    return new Enqueued(known.id(), false);
  }

  /// The job that has a key already.
  private record Known(long id, boolean isSame) {
    static Known read(ResultSet row) throws SQLException {
      return new Known(row.getLong(1), row.getBoolean(2));
    }
  }

  @Override
  @Suspends
  public Claim claim(
      String owner, List<String> kinds, int limit, Duration lease, List<Lease> held) {
    ClaimSql claims = new ClaimSql(kinds);
    return change(
        "claim",
        sql -> {
          long now = clock.millis();
          long until = now + lease.toMillis();
          expire(sql, now, until, held);
          return claim(sql, claims, owner, limit, now, until);
        });
  }

  private static void expire(Statements sql, long now, long until, List<Lease> held)
      throws SQLException {
    List<Lease> expired = sql.query(row -> new Lease(row.getLong(1), row.getLong(2)), EXPIRED, now);
    if (expired.isEmpty()) {
      return;
    }
    expired.retainAll(Set.copyOf(held));
    renew(sql, expired, until);
    sql.update(
        EXPIRE,
        MAX_CRASHES,
        MAX_CRASHES,
        now,
        "the worker that ran it died, or hung for longer than its lease",
        now,
        MAX_MOVED);
  }

  private static Claim claim(
      Statements sql, ClaimSql claims, String owner, int limit, long now, long until)
      throws SQLException {
    sql.update(claims.promote(), claims.parameters(now, MAX_MOVED));
    List<Job> jobs =
        sql.query(SqliteStore::job, claims.claim(), claims.parameters(owner, until, limit));
    jobs.sort(Comparator.comparingLong(Job::id));
    return new Claim(jobs, jobs.isEmpty() ? next(sql, claims, now) : Optional.empty());
  }

  private static Job job(ResultSet row) throws SQLException {
    return new Job(
        new Lease(row.getLong(1), row.getLong(2)),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getInt(6) + 1,
        row.getInt(7));
  }

  private static Optional<Duration> next(Statements sql, ClaimSql claims, long now)
      throws SQLException {
    return sql.query(
            row -> Optional.ofNullable((Number) row.getObject(1)),
            claims.next(),
            claims.parameters())
        .getFirst()
        .map(at -> Duration.ofMillis(Math.max(1, at.longValue() - now)));
  }

  @Override
  @Suspends
  public boolean complete(Lease lease) {
    return change(
        "complete", sql -> sql.update(COMPLETE, clock.millis(), lease.job(), lease.token()) == 1);
  }

  @Override
  @Suspends
  public boolean retry(Lease lease, Duration delay, String reason) {
    return change(
        "retry",
        sql -> {
          long at = clock.millis() + delay.toMillis();
          return sql.update(RETRY, at, reason, lease.job(), lease.token()) == 1;
        });
  }

  @Override
  @Suspends
  public boolean bury(Lease lease, String reason) {
    return change(
        "bury", sql -> sql.update(BURY, clock.millis(), reason, lease.job(), lease.token()) == 1);
  }

  @Override
  @Suspends
  public void release(List<Lease> leases) {
    change(
        "release",
        sql -> {
          for (Lease lease : leases) {
            sql.update(RELEASE, lease.job(), lease.token());
          }
          return null;
        });
  }

  @Override
  @Suspends
  public List<Lease> renew(List<Lease> leases, Duration length) {
    return change("renew", sql -> renew(sql, leases, clock.millis() + length.toMillis()));
  }

  private static List<Lease> renew(Statements sql, List<Lease> leases, long until)
      throws SQLException {
    List<Lease> lost = new ArrayList<>();
    for (Lease lease : leases) {
      if (sql.update(RENEW, until, lease.job(), lease.token()) == 0) {
        lost.add(lease);
      }
    }
    return lost;
  }
}
