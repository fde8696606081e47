package dev.baton.sync;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.Label;
import dev.baton.Labelled;
import dev.baton.LoopListener.Note;
import dev.baton.Suspends;
import dev.baton.Task;

/// Lets a limited number of tasks at a time do something, such as talk to one server.
///
/// ```java
/// try (var permit = connections.acquire()) {
///   fetch(url);
/// }
/// ```
///
/// Tasks get permits in the order in which they asked. Any task may release: a permit is a number,
/// not a thing, and `release` without `acquire` adds one. Where that would be a mistake, use
/// [BoundedSemaphore]; for one task at a time, [Lock].
@SuppressWarnings("this-escape") // the wait queue only keeps it, for reports
public class Semaphore implements Labelled {
  private final WaitQueue waiters = new WaitQueue(this);
  private final Runnable release = this::release;
  private final String name;
  private int available;

  /// @param permits how many tasks at a time, 0 or more
  public Semaphore(int permits) {
    this(null, permits);
  }

  /// @param name for reports
  /// @param permits how many tasks at a time, 0 or more
  public Semaphore(String name, int permits) {
    if (permits < 0) {
      throw new IllegalArgumentException("permits must be at least 0, got " + permits);
    }
    this.name = name;
    this.available = permits;
  }

  /// Waits until a permit is free and takes it. Does not give the baton away if one is free and
  /// nobody is first.
  ///
  /// @return what gives it back when closed
  /// @throws CancelledError if the task is cancelled while it waits; no permit is held then
  @Suspends
  public Hold acquire() {
    Task<?> task = Async.requireTask("Semaphore.acquire()");
    waiters.bind(task.loop());
    if (locked()) {
      waitInLine();
    } else {
      available--;
    }
    waiters.note(Note.ACQUIRED);
    return new Hold(release);
  }

  /// The task that wakes another has taken the permit for it already.
  @Suspends
  private void waitInLine() {
    WaitQueue.Waiter waiter = waiters.join();
    try {
      waiter.await();
    } catch (CancelledError cancelled) {
      if (waiter.isWoken()) {
        available++; // it was given a permit and cannot use it
      }
      throw cancelled;
    } finally {
      waiter.leave();
      boolean more = true;
      while (available > 0 && more) {
        more = wakeNext(); // others had to wait behind this task
      }
    }
  }

  /// Gives a permit back; the first task in line gets it.
  public void release() {
    waiters.requireHere();
    if (available == Integer.MAX_VALUE) {
      throw new IllegalStateException(this + " cannot count more permits");
    }
    available++;
    waiters.note(Note.RELEASED);
    wakeNext();
  }

  private boolean wakeNext() {
    boolean woken = waiters.wakeNext();
    if (woken) {
      available--;
    }
    return woken;
  }

  /// True when [#acquire()] would wait: no permit is free, or others are first.
  public boolean locked() {
    return available == 0 || !waiters.isIdle();
  }

  /// How many permits are free.
  public int available() {
    return available;
  }

  @Override
  public Label label() {
    return new Label(
        Label.Sort.SHARED, getClass().getSimpleName(), name, available + " free" + waiters);
  }

  @Override
  public String toString() {
    return label().toString();
  }
}
