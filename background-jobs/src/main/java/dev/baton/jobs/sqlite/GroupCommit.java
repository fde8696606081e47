package dev.baton.jobs.sqlite;

import dev.baton.Completer;
import dev.baton.Suspends;
import dev.baton.jobs.StoreException;
import dev.baton.sync.Semaphore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// The one thread that writes to a store: everything that has arrived becomes one transaction.
///
/// A commit costs a write to the disk (fsync), which is by far the most expensive part, and costs
/// it once, for one change or for hundreds. So while one commit is under way, what arrives waits in
/// a queue, and all of it goes into the next:
///
/// ```
///  tasks                    queue (bounded)        writer thread
///  enqueue -- permit -->  [ request request ] -->  BEGIN IMMEDIATE
///  complete -- permit -->                            request, request, ...
///  claim -- permit -->                             COMMIT (one fsync)
///     ^                                              |
///     +--------------- Completer: woken -------------+   nobody hears of it before
/// ```
///
/// No timer, no delay: a lone request is committed at once. The thread is a platform thread and
/// outside the loop, because SQLite blocks it.
///
/// A request that fails must not fail its neighbours: the transaction is rolled back, and each is
/// done again in one of its own. Requests are written so that they can be done again.
final class GroupCommit {
  /// What a request does, inside the transaction.
  @FunctionalInterface
  interface Work<T> {
    T run(Statements sql) throws SQLException;
  }

  /// The most requests that wait; a task with one more waits for its turn to ask.
  private static final int MAX_WAITING = 1024;

  private static final class Request<T> {
    final Work<T> work;

    /// Set before the request is handed over.
    Completer<T> asker;

    T result;

    Request(Work<T> work) {
      this.work = work;
    }

    void run(Statements sql) throws SQLException {
      result = work.run(sql);
    }

    void acknowledge() {
      asker.succeed(result);
    }
  }

  private final Path file;
  private final int maxGroup;
  private final Semaphore permits = new Semaphore("requests to the store", MAX_WAITING);
  private final BlockingQueue<Request<?>> queue = new ArrayBlockingQueue<>(MAX_WAITING);

  /// The last request of all: the thread ends with it.
  private final Request<Void> end = new Request<>(_ -> null);

  private boolean closed;

  private GroupCommit(Path file, int maxGroup) {
    this.file = file;
    this.maxGroup = maxGroup;
  }

  /// Opens the store and starts the thread.
  ///
  /// @param maxGroup the most requests in one transaction
  /// @throws StoreException if the store cannot be opened
  @Suspends
  static GroupCommit open(Path file, int maxGroup) {
    GroupCommit writer = new GroupCommit(file, maxGroup);
    // If the asker is cancelled meanwhile, nobody is left to close it.
    Completer<GroupCommit> opened =
        Completer.open("opening the store", () -> {}, GroupCommit::endUnused);
    Thread.ofPlatform()
        .daemon()
        .name("store-writer")
        .inheritInheritableThreadLocals(false)
        .start(() -> writer.live(opened));
    return await(opened);
  }

  /// Does the work in the next transaction, and returns when that is durable.
  ///
  /// If the task is cancelled before the writer has taken the request, it is withdrawn.
  ///
  /// @param what for reports
  /// @throws StoreException if it failed: then nothing of it was done
  @Suspends
  <T> T call(String what, Work<T> work) {
    try (var _ = permits.acquire()) {
      if (closed) {
        throw new StoreException("the store was closed before: " + what);
      }
      return send(what, new Request<>(work));
    }
  }

  /// Ends the thread, after everything that was asked before.
  @Suspends
  void close() {
    if (!closed) {
      closed = true;
      try (var _ = permits.acquire()) {
        send("closing the store", end);
      }
    }
  }

  @Suspends
  private <T> T send(String what, Request<T> request) {
    request.asker = Completer.open(what, () -> queue.remove(request));
    queue.add(request); // there is room: each request in it has a permit
    return await(request.asker);
  }

  @Suspends
  private static <T> T await(Completer<T> completer) {
    try {
      return completer.future().await();
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Exception notThrownByTheWriter) {
      throw new AssertionError(notThrownByTheWriter);
    }
  }

  private void endUnused() {
    queue.add(end);
  }

  // --- on the writer's thread

  private void live(Completer<GroupCommit> opened) {
    try (Connection connection = Database.openForWriting(file)) {
      opened.succeed(this);
      serve(connection, new Statements(connection));
    } catch (Throwable failure) {
      if (opened.fail(StoreFailures.of(file, failure))) {
        return;
      }
    }
    if (end.asker != null) {
      end.acknowledge();
    }
  }

  private void serve(Connection connection, Statements sql) throws InterruptedException {
    while (true) {
      List<Request<?>> group = new ArrayList<>();
      group.add(queue.take());
      queue.drainTo(group, maxGroup - 1);
      boolean ending = group.remove(end);
      if (!group.isEmpty()) {
        commitTogether(connection, sql, group);
      }
      if (ending) {
        return;
      }
    }
  }

  private void commitTogether(Connection connection, Statements sql, List<Request<?>> group) {
    boolean begun = false;
    boolean ran = false;
    try {
      Database.execute(connection, "BEGIN IMMEDIATE");
      begun = true;
      for (Request<?> request : group) {
        request.run(sql);
      }
      ran = true;
      Database.execute(connection, "COMMIT");
    } catch (Throwable failure) {
      if (begun) {
        rollBack(connection, failure);
      }
      boolean isOneOfMany = begun && !ran && group.size() > 1;
      if (isOneOfMany) {
        group.forEach(request -> commitTogether(connection, sql, List.of(request)));
      } else {
        StoreException told = StoreFailures.of(file, failure);
        group.forEach(request -> request.asker.fail(told));
      }
      return;
    }
    group.forEach(Request::acknowledge);
  }

  private static void rollBack(Connection connection, Throwable cause) {
    try {
      Database.execute(connection, "ROLLBACK");
    } catch (SQLException alreadyRolledBack) {
      cause.addSuppressed(alreadyRolledBack); // SQLite does that by itself after some failures
    }
  }
}
