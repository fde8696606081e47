package dev.baton.sync;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.Label;
import dev.baton.Labelled;
import dev.baton.Suspends;
import java.util.function.BooleanSupplier;

/// Lets tasks wait, inside a [Lock], until other tasks have changed what the lock protects.
///
/// ```java
/// try (var held = changed.acquire()) {
///   changed.waitFor(() -> !stock.isEmpty());
///   return stock.removeFirst();
/// }
/// ```
///
/// Whoever changes it says so:
///
/// ```java
/// try (var held = changed.acquire()) {
///   stock.addLast(item);
///   changed.signal();
/// }
/// ```
///
/// asyncio's `wait`, `notify` and `notify_all` are [#await()], [#signal()] and [#signalAll()] here:
/// Java's [Object] has taken those names, and [java.util.concurrent.locks.Condition] uses these.
public final class Condition implements Labelled {
  private final Lock lock;
  private final WaitQueue waiters;

  /// A condition with a lock of its own.
  public Condition() {
    this(new Lock());
  }

  /// A condition of this lock, which may have several.
  public Condition(Lock lock) {
    this.lock = lock;
    this.waiters = new WaitQueue(this);
  }

  /// A condition inside another primitive, which reports name instead.
  Condition(Object waitsFor) {
    this.lock = new Lock();
    this.waiters = new WaitQueue(waitsFor);
  }

  /// Takes the lock: see [Lock#acquire()].
  @Suspends
  public Hold acquire() {
    return lock.acquire();
  }

  /// Frees the lock: see [Lock#release()].
  public void release() {
    lock.release();
  }

  /// True while a task holds the lock.
  public boolean locked() {
    return lock.locked();
  }

  /// Frees the lock, waits until it is signalled, and takes the lock again.
  ///
  /// It may also be woken for a signal that another task could not use: check what you wait for
  /// again, or let [#waitFor(BooleanSupplier)] do that. A cancelled task, too, takes the lock again
  /// before it gets the error.
  ///
  /// @throws IllegalStateException if the lock is not held
  @Suspends
  public void await() {
    Async.requireTask("Condition.await()");
    requireLocked("await()");
    WaitQueue.Waiter waiter = waiters.join();
    boolean signalled = false;
    try {
      try {
        lock.release();
        waiter.await();
      } finally {
        waiter.leave();
        acquireAgain();
      }
      signalled = true;
    } finally {
      if (!signalled) {
        wake(1); // the signal may have been for this task, which cannot use it
      }
    }
  }

  /// However often the task is cancelled meanwhile: the caller's `try` will release the lock.
  @Suspends
  private void acquireAgain() {
    CancelledError last = null;
    boolean acquired = false;
    while (!acquired) {
      try {
        lock.acquire();
        acquired = true;
      } catch (CancelledError cancelled) {
        last = cancelled;
      }
    }
    if (last != null) {
      throw last;
    }
  }

  /// Waits until this is true; looks at once, and again after each signal.
  ///
  /// @throws IllegalStateException if it has to wait and the lock is not held
  @Suspends
  public void waitFor(BooleanSupplier predicate) {
    while (!predicate.getAsBoolean()) {
      await();
    }
  }

  /// Wakes one waiting task, the first in line. It goes on when it gets the lock.
  ///
  /// @throws IllegalStateException if the lock is not held
  public void signal() {
    signal(1);
  }

  /// Wakes as many waiting tasks, or all if there are fewer.
  ///
  /// @throws IllegalStateException if the lock is not held
  public void signal(int count) {
    requireLocked("signal()");
    wake(count);
  }

  /// Wakes all waiting tasks.
  ///
  /// @throws IllegalStateException if the lock is not held
  public void signalAll() {
    signal(waiters.size());
  }

  private void wake(int count) {
    int left = count;
    while (left > 0 && waiters.wakeNext()) {
      left--;
    }
  }

  private void requireLocked(String what) {
    waiters.requireHere();
    if (!lock.locked()) {
      throw new IllegalStateException(
          "Condition."
              + what
              + " needs the lock; call it inside try (var held = condition.acquire())");
    }
  }

  @Override
  public Label label() {
    return new Label(
        Label.Sort.SHARED, "Condition", null, (lock.locked() ? "locked" : "free") + waiters);
  }

  @Override
  public String toString() {
    return label().toString();
  }
}
