package dev.baton.sql;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.CancelledError;
import dev.baton.Completer;
import dev.baton.Future;
import dev.baton.Suspends;
import dev.baton.sync.Semaphore;
import java.sql.SQLException;

/// One connection to a database for the tasks of a loop, on a thread of its own.
///
/// ```java
/// try (Database notes = Database.open(Sqlite.url(file), new Sqlite())) {
///   notes.inTransaction(
///       "make the table", sql -> sql.update("CREATE TABLE IF NOT EXISTS note (text TEXT)"));
///   notes.inSharedTransaction("note", sql -> sql.update("INSERT INTO note VALUES (?)", text));
/// }
/// ```
///
/// When a call returns, its work is on the disk. Work is done in the order in which it was asked
/// for. There are two ways to ask:
///
/// - [#inTransaction]: a transaction of its own, which runs once.
/// - [#inSharedTransaction]: in one transaction with whatever else waits, for many small changes by
///   many tasks. Such work must be written so that it can be done again: if one of its neighbours
///   fails, it is.
///
/// For queries that need not see their own program's last change, and must not wait for it, there
/// is [#read], on a connection of its own.
///
/// If the task is cancelled before its work begins, the work is withdrawn. Once it has begun it is
/// done, or not at all if its neighbours failed; the outcome is dropped.
///
/// If the thread itself breaks down, by an `OutOfMemoryError` outside the work for example, the
/// tasks whose work was under way get that error, and it may have been done or not. Whatever waits
/// or is asked for afterwards fails with a [DatabaseException].
public final class Database implements AutoCloseable {
  private final String name;
  private final DatabaseThread thread;

  /// A task with one more request waits for its turn to ask.
  private final Semaphore permits;

  /// The calls that are under way.
  private int asking;

  /// Done when the thread is; null until this is closed.
  private Future<Void> ended;

  private Database(DatabaseThread thread) {
    this.name = thread.name();
    this.thread = thread;
    this.permits = new Semaphore("requests to " + name, DatabaseThread.MOST_WAITING);
  }

  /// Opens a database; SQLite makes the file if there is none.
  ///
  /// If the task is cancelled while it waits, what is opened is closed again.
  ///
  /// @param url what JDBC takes, such as `jdbc:sqlite:notes.db`
  /// @throws DatabaseException if it cannot be opened
  @Suspends
  public static Database open(String url, Dialect dialect) {
    return open(url, dialect, _ -> null);
  }

  /// The same, but before anything is changed the work looks at what is there: it may make or
  /// migrate the schema, or refuse the database by an exception.
  ///
  /// @param prepare runs in a transaction, with whose failure nothing is changed
  /// @throws DatabaseException if it cannot be opened
  /// @throws X what `prepare` throws
  @Suspends
  public static <X extends Exception> Database open(String url, Dialect dialect, Work<?, X> prepare)
      throws X {
    return open(url, dialect, prepare, _ -> null);
  }

  /// The same, with work that comes first in each later transaction: once for all that share it.
  ///
  /// @param first may refuse the transaction by an exception, which every task gets that has asked
  /// @throws DatabaseException if it cannot be opened
  /// @throws X what `prepare` throws
  @Suspends
  public static <X extends Exception> Database open(
      String url, Dialect dialect, Work<?, X> prepare, Work<?, RuntimeException> first) throws X {
    DatabaseThread thread = new DatabaseThread(url, dialect, prepare, first);
    Completer<DatabaseThread> opened =
        Completer.open("opening " + thread.name(), () -> {}, DatabaseThread::end);
    thread.start(opened);
    try {
      return new Database(Database.<DatabaseThread, X>await(opened.future()));
    } catch (CancelledError cancelled) {
      if (!opened.future().isCancelled()) {
        thread.end(); // it was open, but the task was cancelled before it ran again
      }
      throw cancelled;
    }
  }

  /// Does the work in a transaction of its own.
  ///
  /// @param what for reports, such as `prune`
  /// @throws DatabaseException if the database failed, or was closed: then nothing of it was done
  /// @throws X what the work throws; then, too, nothing of it was done
  @Suspends
  public <T, X extends Exception> T inTransaction(String what, Work<T, X> work) throws X {
    return ask(new Request<>(what, false, work));
  }

  /// Does the work in the next transaction, together with other work of this kind: see the drawing
  /// in the package's description. What it does must lie in the database alone, since it may be
  /// done again.
  ///
  /// @param what for reports, such as `enqueue`
  /// @throws DatabaseException if the database failed, or was closed: then nothing of it was done
  /// @throws X what the work throws; then, too, nothing of it was done
  @Suspends
  public <T, X extends Exception> T inSharedTransaction(String what, Work<T, X> work) throws X {
    return ask(new Request<>(what, true, work));
  }

  /// Does queries on a connection of their own, outside the loop; they see one moment of the
  /// database. The database must exist; it may lie where the user cannot write.
  ///
  /// If the task is cancelled meanwhile it does not wait any longer; the loop does, before it ends.
  ///
  /// @param what for reports, such as `list`
  /// @throws DatabaseException if it cannot be opened or queried
  /// @throws X what the work throws
  @Suspends
  public static <T, X extends Exception> T read(
      String url, Dialect dialect, String what, Work<T, X> work) throws X {
    return Blocking.<T, X>call(
        () -> {
          try (Session session = Session.openForReading(url, dialect)) {
            return session.inTransaction(dialect.beginReading(), work);
          } catch (SQLException failure) {
            throw DatabaseException.of(what, failure, dialect);
          }
        });
  }

  @Suspends
  private <T, X extends Exception> T ask(Request<T> request) throws X {
    if (ended != null) {
      throw DatabaseException.closed(request.what);
    }
    asking++;
    try (var _ = permits.acquire()) {
      thread.ask(request);
      return Database.<T, X>await(request.outcome());
    } finally {
      asking--;
      endWhenIdle();
    }
  }

  /// Closes it, after everything that was asked before, and waits for that.
  ///
  /// @throws CancelledError if the task is cancelled while it waits; it is closed all the same
  @Override
  @Suspends
  public void close() {
    if (ended == null) {
      ended = thread.expectEnd();
      endWhenIdle();
    }
    Async.shield(ended).awaitThrowing(RuntimeException.class);
  }

  private void endWhenIdle() {
    if (ended != null && asking == 0) {
      thread.end();
    }
  }

  /// @throws X the only checked exception with which the future fails
  @Suspends
  @SuppressWarnings("unchecked")
  private static <T, X extends Exception> T await(Future<T> future) throws X {
    try {
      return future.await();
    } catch (Exception itsOwn) {
      throw (X) itsOwn;
    }
  }

  /// Its name and how many calls are under way.
  @Override
  public String toString() {
    return "Database " + name + (ended == null ? " [" + asking + " asking]" : " [closed]");
  }
}
