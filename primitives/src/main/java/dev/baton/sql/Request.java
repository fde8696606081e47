package dev.baton.sql;

import dev.baton.Completer;
import dev.baton.Future;

/// One task's work on its way to the thread of the database, and the outcome on its way back.
final class Request<T> {
  /// For reports.
  final String what;

  /// May be done in one transaction with others, and done again.
  final boolean shares;

  private final Work<T, ?> work;

  /// Set before the request is handed over; null: nobody waits.
  private Completer<T> asker;

  /// Its task was cancelled. Work that has begun by then is done to its end.
  private volatile boolean withdrawn;

  // --- of the thread

  private T result;
  private boolean failed;

  Request(String what, boolean shares, Work<T, ?> work) {
    this.what = what;
    this.shares = shares;
    this.work = work;
  }

  /// @param onCancel takes the request back
  void isAsked(Runnable onCancel) {
    asker = Completer.open(what, onCancel);
  }

  void withdraw() {
    withdrawn = true;
  }

  boolean isWithdrawn() {
    return withdrawn;
  }

  /// Fails with what the work throws, or with a [DatabaseException].
  Future<T> outcome() {
    return asker.future();
  }

  /// Does the work, inside a transaction.
  void run(Statements sql) throws Exception {
    failed = true;
    result = work.run(sql);
    sql.requireNoFailure();
    failed = false;
  }

  /// True when the work itself failed, and not what came before or after it.
  boolean hasFailed() {
    return failed;
  }

  void acknowledge() {
    if (asker != null) {
      asker.succeed(result);
    }
  }

  void fail(Throwable failure) {
    if (asker != null) {
      asker.fail(failure);
    }
  }
}
