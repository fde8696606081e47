package dev.baton.sync;

import dev.baton.Label;
import dev.baton.Labelled;
import dev.baton.Suspends;

/// Tells any number of tasks that something has happened.
///
/// An event is a flag to wait for, not a pulse: who comes after [#set()] goes through at once,
/// until [#clear()]. To set and clear at once is a race with those who are about to wait; to wake
/// those who wait now, use a [Condition]. For something that happens once and has a result, use a
/// `Future`.
public final class Event implements Labelled {
  private final WaitQueue waiters = new WaitQueue(this);
  private final String name;
  private boolean set;

  /// An event that is not set.
  public Event() {
    this(null);
  }

  /// @param name for reports
  public Event(String name) {
    this.name = name;
  }

  /// Waits until the event is set. Does not give the baton away if it is.
  ///
  /// A task that was woken goes on even if the event is cleared before its turn comes.
  @Suspends
  public void await() {
    if (set) {
      waiters.requireHere();
      return;
    }
    WaitQueue.Waiter waiter = waiters.join();
    try {
      waiter.await();
    } finally {
      waiter.leave();
    }
  }

  /// Sets the event and wakes all who wait for it.
  public void set() {
    waiters.requireHere();
    if (set) {
      return;
    }
    set = true;
    for (WaitQueue.Waiter w = waiters.first(); w != null; w = w.next()) {
      w.wake();
    }
  }

  /// From now on tasks wait again.
  public void clear() {
    waiters.requireHere();
    set = false;
  }

  /// True between [#set()] and [#clear()].
  public boolean isSet() {
    return set;
  }

  @Override
  public Label label() {
    return new Label(Label.Sort.SHARED, "Event", name, (set ? "set" : "not set") + waiters);
  }

  @Override
  public String toString() {
    return label().toString();
  }
}
