package dev.baton.sync;

import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.LoopListener;
import dev.baton.Mistake;
import dev.baton.Suspends;

/// The tasks that wait for a primitive, in order of arrival: the one wait queue that serves them
/// all.
///
/// Each waiting task has a [Waiter] with a future. A task is woken by completing that future; it
/// takes its next step in the next turn of the loop, and anything may happen before: it may be
/// cancelled although it was woken, or others may run first. What a primitive then does, each
/// `acquire` says.
///
/// A linked list, so that a waiter in the middle can leave without a search: 100,000 tasks may wait
/// here and be cancelled in any order.
final class WaitQueue {
  /// The primitive, for reports.
  private final Object waitsFor;

  /// The loop that the primitive belongs to: the first on which somebody waited.
  private EventLoop loop;

  private Waiter head;
  private Waiter tail;

  /// The first that may still have to be woken: all before it were woken or cancelled. So waking
  /// many of them does not search for each.
  private Waiter toWake;

  private int size;

  WaitQueue(Object waitsFor) {
    this.waitsFor = waitsFor;
  }

  /// One waiting task's place.
  final class Waiter {
    private final Future<Void> future;
    private Waiter previous;
    private Waiter next;
    private boolean queued = true;

    private Waiter(Future<Void> future) {
      this.future = future;
    }

    /// Waits until this is woken. The waiter stays in the queue unless it was taken out by the
    /// waking.
    ///
    /// @throws dev.baton.CancelledError if the task is cancelled, even if this was woken too
    @Suspends
    void await() {
      future.awaitThrowing(RuntimeException.class);
    }

    /// Wakes the task; false if it was woken or cancelled before.
    boolean wake() {
      if (future.isDone()) {
        return false;
      }
      future.setResult(null);
      return true;
    }

    /// True when the task was woken, whether or not it has run since.
    boolean isWoken() {
      return future.isDone() && !future.isCancelled();
    }

    boolean isCancelled() {
      return future.isCancelled();
    }

    /// Cancels the waiting, if it is not over.
    void abandon() {
      future.cancel();
    }

    void leave() {
      if (queued) {
        queued = false;
        unlink(this);
      }
    }

    Waiter next() {
      return next;
    }
  }

  /// Takes a place at the end.
  Waiter join() {
    Waiter waiter = new Waiter(bind(EventLoop.running()).createFuture(waitsFor));
    waiter.previous = tail;
    if (tail == null) {
      head = waiter;
    } else {
      tail.next = waiter;
    }
    tail = waiter;
    if (toWake == null) {
      toWake = waiter;
    }
    size++;
    return waiter;
  }

  private void unlink(Waiter waiter) {
    if (toWake == waiter) {
      toWake = waiter.next;
    }
    if (waiter.previous == null) {
      head = waiter.next;
    } else {
      waiter.previous.next = waiter.next;
    }
    if (waiter.next == null) {
      tail = waiter.previous;
    } else {
      waiter.next.previous = waiter.previous;
    }
    size--;
  }

  /// The first in line, or null.
  Waiter first() {
    return head;
  }

  /// Wakes the first that was not woken or cancelled before; false if there is none.
  boolean wakeNext() {
    while (toWake != null) {
      Waiter waiter = toWake;
      toWake = waiter.next;
      if (waiter.wake()) {
        return true;
      }
    }
    return false;
  }

  /// Takes waiters out from the front until one could be woken; false if there is none.
  boolean takeAndWakeNext() {
    while (head != null) {
      Waiter waiter = head;
      waiter.leave();
      if (waiter.wake()) {
        return true;
      }
    }
    return false;
  }

  /// True when nobody waits who was not cancelled.
  boolean isIdle() {
    for (Waiter waiter = head; waiter != null; waiter = waiter.next) {
      if (!waiter.isCancelled()) {
        return false;
      }
    }
    return true;
  }

  /// How many have a place, those among them that were woken or cancelled and did not run yet.
  int size() {
    return size;
  }

  /// Ties the primitive to this loop, if it has none.
  ///
  /// @throws IllegalStateException if it belongs to another
  EventLoop bind(EventLoop running) {
    if (loop == null) {
      loop = running;
    } else if (loop != running) {
      throw new IllegalStateException(
          waitsFor + " belongs to another loop; a primitive serves the tasks of one loop");
    }
    return running;
  }

  /// For what does not wait, and so is allowed before any loop runs.
  ///
  /// @throws IllegalStateException if the primitive belongs to a loop that does not run this code
  void requireHere() {
    if (loop != null) {
      bind(EventLoop.running());
    }
  }

  /// Tells the listener of the primitive's loop, if it has one.
  void note(LoopListener.Note what) {
    if (loop != null) {
      loop.note(what, waitsFor);
    }
  }

  /// Says so on the primitive's loop, if it has one.
  void report(Mistake mistake, String sentence) {
    if (loop != null) {
      loop.report(mistake, sentence);
    }
  }

  /// `, 2 waiting`, or nothing.
  @Override
  public String toString() {
    return size == 0 ? "" : ", " + size + " waiting";
  }
}
