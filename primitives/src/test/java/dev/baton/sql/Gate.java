package dev.baton.sql;

import dev.baton.Blocking;
import dev.baton.Suspends;
import java.util.concurrent.CountDownLatch;

/// Holds the thread of a database at a place of the test's choice.
final class Gate {
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);

  /// Waits, on the thread of the database, until it is opened.
  void pass() {
    reached.countDown();
    try {
      opened.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// The same for work of which the thread is interrupted when its task is cancelled.
  void passUnlessInterrupted() {
    reached.countDown();
    try {
      opened.await();
    } catch (InterruptedException cancelled) {
      // goes on
    }
  }

  void open() {
    opened.countDown();
  }

  /// Waits, in a task, until the thread of the database is here.
  @Suspends
  void awaitReached() {
    try {
      Blocking.call(() -> reached.await());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
