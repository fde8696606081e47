package dev.baton.sync;

import dev.baton.Async;
import dev.baton.Blocker;
import dev.baton.CancelledError;
import dev.baton.Label;
import dev.baton.LoopListener.Note;
import dev.baton.Suspends;
import dev.baton.Task;
import java.lang.StackWalker.StackFrame;
import java.util.List;

/// Lets one task at a time into a piece of code that waits in the middle.
///
/// Between two places where a task may wait, nothing else runs on the loop, and no lock is needed.
/// A lock is for code that reads, waits, and then acts on what it read:
///
/// ```java
/// try (var held = lock.acquire()) {
///   int balance = account.read();   // waits
///   account.write(balance + 1);     // waits
/// }
/// ```
///
/// Tasks get the lock in the order in which they asked; nobody overtakes. It is not reentrant: a
/// task that acquires it twice waits for itself for ever. As in asyncio a lock has no owner: any
/// task may release it. For more than one at a time there is [Semaphore]; to wait for something
/// other tasks do inside the lock, [Condition].
public final class Lock implements Blocker {
  private final WaitQueue waiters = new WaitQueue(this);
  private final Runnable release = this::release;
  private final String name;
  private boolean locked;

  /// Who took it last, for reports; null when it is free.
  private Task<?> takenBy;

  private StackFrame takenAt;

  /// A lock without a name.
  public Lock() {
    this(null);
  }

  /// @param name for reports
  public Lock(String name) {
    this.name = name;
  }

  /// Waits until the lock is free and takes it. Does not give the baton away if it is free.
  ///
  /// @return what gives it back when closed
  /// @throws CancelledError if the task is cancelled while it waits; the lock is not held then
  @Suspends
  public Hold acquire() {
    Task<?> task = Async.requireTask("Lock.acquire()");
    waiters.bind(task.loop());
    if (locked || !waiters.isIdle()) {
      waitInLine();
    }
    locked = true;
    takenBy = task;
    task.took(this);
    takenAt = task.loop().callSite();
    task.loop().note(Note.ACQUIRED, this);
    return new Hold(release);
  }

  @Suspends
  private void waitInLine() {
    WaitQueue.Waiter waiter = waiters.join();
    try {
      waiter.await();
    } catch (CancelledError cancelled) {
      waiter.leave();
      if (!locked) {
        wakeFirst(); // the lock may have been meant for this task: pass it on
      }
      throw cancelled;
    } finally {
      waiter.leave();
    }
  }

  /// Frees the lock; the first task in line gets it.
  ///
  /// @throws IllegalStateException if it is free
  public void release() {
    waiters.requireHere();
    if (!locked) {
      throw new IllegalStateException(
          label().title() + " is not held; release() must follow acquire()");
    }
    locked = false;
    takenBy.gaveBack(this);
    takenBy = null;
    takenAt = null;
    waiters.note(Note.RELEASED);
    wakeFirst();
  }

  /// Only the first: if it was cancelled and has not run yet, it wakes the next when it does.
  private void wakeFirst() {
    WaitQueue.Waiter first = waiters.first();
    if (first != null) {
      first.wake();
    }
  }

  /// True while a task holds it.
  public boolean locked() {
    return locked;
  }

  @Override
  public List<Task<?>> blockedBy() {
    return takenBy == null ? List.of() : List.of(takenBy);
  }

  @Override
  public StackFrame takenAt() {
    return takenAt;
  }

  @Override
  public Label label() {
    return new Label(Label.Sort.HELD, "Lock", name, (locked ? "locked" : "free") + waiters);
  }

  @Override
  public String toString() {
    return label().toString();
  }
}
