package dev.baton.scraper.sqlite;

import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.scraper.Change;
import dev.baton.scraper.CrawlStore;
import dev.baton.scraper.Ends;
import dev.baton.scraper.SavedHost;
import dev.baton.scraper.SavedRobots;
import dev.baton.scraper.StoreException;
import dev.baton.scraper.UrlRecord;
import dev.baton.sql.Database;
import dev.baton.sql.DatabaseException;
import dev.baton.sql.FileWatch;
import dev.baton.sql.Sqlite;
import dev.baton.sql.Work;
import dev.baton.terminal.FailureText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps a crawl in one SQLite file. One process at a time uses it; others may read it meanwhile:
/// see [SqliteJobReader].
public final class SqliteCrawlStore implements CrawlStore, AutoCloseable {
  /// The setting that says what becomes of the pages.
  public static final String FORMAT = "format";

  /// The value of [#FORMAT] with which pages become tables in this file.
  public static final String TABLES = "sqlite";

  private static final String COLUMNS =
      "id, url, host, kind, depth, hops, state, tries, status FROM url ";

  private static final String PENDING =
      "SELECT " + COLUMNS + "WHERE state = 0 AND host = ? AND id > ? ORDER BY id LIMIT ?";

  private static final String KNOWN = "SELECT " + COLUMNS + "WHERE id > ? ORDER BY id LIMIT ?";

  private static final String LOST =
      """
      UPDATE url SET state = 0, detail = 'its line was lost', status = 0, millis = 0, page_end = 0
      WHERE page_end > ?\
      """;

  private static final String REOPEN =
      "UPDATE url SET state = 0, detail = NULL WHERE state = 8 AND host != 0";

  private static final String KEEP = "INSERT OR REPLACE INTO setting VALUES (?, ?)";

  private final JobFile file;
  private final JobLock lock;
  private final FileWatch watch;
  private final Database database;

  /// Read when it is opened.
  private Map<String, String> settings;

  private SqliteCrawlStore(JobFile file, JobLock lock, FileWatch watch, Database database) {
    this.file = file;
    this.lock = lock;
    this.watch = watch;
    this.database = database;
  }

  /// Makes the store of a new job.
  ///
  /// @param path in the job's folder, which exists
  /// @param settings what the job needs to know when it goes on
  /// @throws StoreException if that cannot be done, or there is a store already
  @Suspends
  public static SqliteCrawlStore create(Path path, Map<String, String> settings) {
    JobFile file = new JobFile(path);
    return open(
        file,
        sql -> {
          file.create(sql, keepsPages(settings));
          for (Map.Entry<String, String> setting : settings.entrySet()) {
            sql.update("INSERT INTO setting VALUES (?, ?)", setting.getKey(), setting.getValue());
          }
          return null;
        });
  }

  /// Opens the store of a job that goes on.
  ///
  /// @throws StoreException if there is none, it is not a job's, a newer program's or damaged, or
  ///   another process uses it
  @Suspends
  public static SqliteCrawlStore open(Path path) {
    JobFile file = new JobFile(path);
    file.requireExists();
    return open(
        file,
        sql -> {
          file.check(sql);
          return null;
        });
  }

  @Suspends
  private static SqliteCrawlStore open(JobFile file, Work<?, RuntimeException> prepare) {
    file.requireNoLink();
    JobLock lock = Blocking.call(() -> JobLock.take(file.folder()));
    try {
      return open(file, lock, prepare);
    } catch (Throwable failure) {
      free(lock, failure);
      throw failure;
    }
  }

  @Suspends
  private static SqliteCrawlStore open(
      JobFile file, JobLock lock, Work<?, RuntimeException> prepare) {
    FileWatch watch = file.watch();
    Database database;
    try {
      database =
          Database.open(
              file.url(),
              new Sqlite(),
              prepare,
              _ -> {
                watch.beginTransaction();
                return null;
              });
    } catch (DatabaseException failure) {
      throw file.told(failure);
    }
    try {
      SqliteCrawlStore store = new SqliteCrawlStore(file, lock, watch, database);
      store.settings = store.ask("settings", Rows::settings);
      return store;
    } catch (Throwable failure) {
      database.close();
      throw failure;
    }
  }

  private static void free(JobLock lock, Throwable failure) {
    try {
      lock.close();
    } catch (IOException also) {
      failure.addSuppressed(also);
    }
  }

  private static boolean keepsPages(Map<String, String> settings) {
    return TABLES.equals(settings.get(FORMAT));
  }

  /// As given when it was made, or kept since.
  public Map<String, String> settings() {
    return settings;
  }

  @Override
  @Suspends
  public void commit(List<Change> changes, Ends ends) {
    boolean keepsPages = keepsPages(settings);
    ask(
        "commit",
        sql -> {
          new ChangeWriter(sql, keepsPages).write(changes);
          sql.update("UPDATE ends SET pages = ?, requests = ?", ends.pages(), ends.requests());
          return null;
        });
  }

  @Override
  @Suspends
  public List<UrlRecord> pending(int host, long after, int most) {
    return ask("pending", sql -> sql.query(Rows::url, PENDING, host, after, most));
  }

  @Override
  @Suspends
  public List<UrlRecord> known(long after, int most) {
    return ask("known", sql -> sql.query(Rows::url, KNOWN, after, most));
  }

  @Override
  @Suspends
  public Map<Long, String> redirects(int most) {
    return ask("redirects", sql -> Rows.redirects(sql, most));
  }

  @Override
  @Suspends
  public List<SavedHost> hosts() {
    return ask("hosts", Rows::hosts);
  }

  @Override
  @Suspends
  public Optional<SavedRobots> robots(String origin) {
    return ask("robots", sql -> Rows.robots(sql, origin));
  }

  @Override
  @Suspends
  public Map<String, Instant> robotsTimes() {
    return ask("times of robots", Rows::robotsTimes);
  }

  @Override
  @Suspends
  public Ends ends() {
    return ask("ends", Rows::ends);
  }

  @Override
  @Suspends
  public int pagesLostAfter(Ends ends) {
    return ask(
        "pages lost",
        sql -> {
          sql.update("UPDATE ends SET pages = ?, requests = ?", ends.pages(), ends.requests());
          return sql.update(LOST, ends.pages());
        });
  }

  @Override
  @Suspends
  public int reopen() {
    return ask("reopen", sql -> sql.update(REOPEN));
  }

  /// Keeps these settings in place of those of the same names. What becomes of the pages stays.
  @Suspends
  public void keep(Map<String, String> newSettings) {
    settings =
        ask(
            "settings",
            sql -> {
              for (Map.Entry<String, String> setting : newSettings.entrySet()) {
                sql.update(KEEP, setting.getKey(), setting.getValue());
              }
              return Rows.settings(sql);
            });
  }

  @Suspends
  private <T> T ask(String what, Work<T, RuntimeException> work) {
    try {
      return database.inTransaction(what, work);
    } catch (DatabaseException failure) {
      watch.requireSame();
      throw file.told(failure);
    }
  }

  /// Closes it, after everything that was asked before.
  @Override
  @Suspends
  public void close() {
    try {
      database.close();
    } finally {
      Blocking.call(this::unlock);
    }
  }

  private void unlock() {
    try {
      lock.close();
    } catch (IOException failure) {
      throw new StoreException(
          "job %s cannot be unlocked: %s; end this program"
              .formatted(JobFile.shown(file.folder()), FailureText.of(failure)),
          failure);
    }
  }
}
