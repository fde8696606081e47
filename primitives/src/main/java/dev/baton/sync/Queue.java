package dev.baton.sync;

import dev.baton.EventLoop;
import dev.baton.Label;
import dev.baton.Labelled;
import dev.baton.LoopListener.Note;
import dev.baton.Mistake;
import dev.baton.Suspends;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/// Passes items from tasks that make them to tasks that use them, first in, first out.
///
/// A queue with a `maxSize` makes fast producers wait for slow consumers (back pressure), so that
/// nothing grows without bound. One without is for when something else bounds what is put.
///
/// ```java
/// Queue<String> queue = new Queue<>(100);
/// TaskGroup.run(group -> {
///   group.spawn(() -> useAll(queue));
///   for (String item : items) {
///     queue.put(item); // waits while 100 are there
///   }
///   queue.shutdown();
/// }); // all were used
/// ```
///
/// The other side:
///
/// ```java
/// @Suspends
/// void useAll(Queue<String> queue) {
///   try {
///     while (true) {
///       use(queue.get());
///     }
///   } catch (QueueShutDownException _) {
///     // it is empty, and nothing more comes
///   }
/// }
/// ```
///
/// Consumers end in one of two ways: [#shutdown()] makes `get` throw once the queue is empty; or
/// somebody waits with [#join()] until every item was used (each `get` is followed by
/// [#taskDone()]) and cancels them. Waiting tasks are served in order of arrival, but a task that
/// asks without having to wait may come before one that was just woken.
///
/// @param <T> the items, never null
@SuppressWarnings("this-escape") // the wait queues only keep it, for reports
public class Queue<T> implements Labelled {
  private final java.util.Queue<T> items;
  private final int maxSize;
  private final WaitQueue getters = new WaitQueue(this);
  private final WaitQueue putters = new WaitQueue(this);

  /// Items that were put and for which [#taskDone()] was not called.
  private int unfinished;

  private final Event finished = new Event("every item done");
  private boolean shutDown;
  private final Growth growth = new Growth();

  /// A queue without a limit.
  public Queue() {
    this(0);
  }

  /// @param maxSize how many items it holds; 0 or less: no limit
  public Queue(int maxSize) {
    this(maxSize, new ArrayDeque<>());
  }

  Queue(int maxSize, java.util.Queue<T> items) {
    this.maxSize = maxSize;
    this.items = items;
    finished.set();
  }

  /// Waits until there is room and puts the item.
  ///
  /// @throws QueueShutDownException if the queue is shut down
  @Suspends
  public void put(T item) {
    Objects.requireNonNull(item, "a Queue holds no null");
    getters.bind(EventLoop.running());
    while (isFull()) {
      requireOpen();
      waitIn(putters, () -> !isFull());
    }
    putNowait(item);
  }

  /// Puts the item if there is room.
  ///
  /// @throws QueueFullException if there is none
  /// @throws QueueShutDownException if the queue is shut down
  public void putNowait(T item) {
    Objects.requireNonNull(item, "a Queue holds no null");
    getters.requireHere();
    requireOpen();
    if (isFull()) {
      throw new QueueFullException(this + " is full; use put() to wait for room");
    }
    items.add(item);
    getters.note(Note.CHANGED);
    unfinished++;
    finished.clear();
    getters.takeAndWakeNext();
    if (maxSize <= 0 && growth.onPut(items.size())) {
      getters.report(Mistake.QUEUE_GROWS, getClass().getSimpleName() + growth);
    }
  }

  /// Waits until there is an item and takes it.
  ///
  /// @throws QueueShutDownException if the queue is shut down and empty
  @Suspends
  public T get() {
    getters.bind(EventLoop.running());
    while (isEmpty()) {
      requireOpen();
      waitIn(getters, () -> !isEmpty());
    }
    return getNowait();
  }

  /// Takes an item if there is one.
  ///
  /// @throws QueueEmptyException if there is none
  /// @throws QueueShutDownException if there is none and the queue is shut down
  public T getNowait() {
    putters.requireHere();
    if (isEmpty()) {
      requireOpen();
      throw new QueueEmptyException(this + " is empty; use get() to wait for an item");
    }
    T item = items.remove();
    getters.note(Note.CHANGED);
    growth.onGet(items.size());
    putters.takeAndWakeNext();
    return item;
  }

  /// Waits to be woken once. Whoever cannot use the waking any more, because it is cancelled,
  /// passes it on.
  @Suspends
  private void waitIn(WaitQueue queue, BooleanSupplier worthwhile) {
    WaitQueue.Waiter waiter = queue.join();
    boolean woken = false;
    try {
      waiter.await();
      woken = true;
    } finally {
      if (!woken) {
        waiter.abandon();
        waiter.leave();
        if (worthwhile.getAsBoolean() && !waiter.isCancelled()) {
          queue.takeAndWakeNext();
        }
      }
    }
  }

  /// Says that an item that was taken has been dealt with: see [#join()].
  ///
  /// @throws IllegalStateException if it is called more often than items were put
  public void taskDone() {
    if (unfinished == 0) {
      throw new IllegalStateException(
          this + ": taskDone() was called too often; once for each item is enough");
    }
    unfinished--;
    if (unfinished == 0) {
      finished.set();
    }
  }

  /// Waits until [#taskDone()] was called for every item that was put.
  @Suspends
  public void join() {
    if (unfinished > 0) {
      finished.await();
    }
  }

  /// No item can be put any more; those inside can still be taken. All who wait without hope get a
  /// [QueueShutDownException].
  public void shutdown() {
    shutdown(false);
  }

  /// The same; if `immediate`, the items inside are thrown away and count as dealt with.
  public void shutdown(boolean immediate) {
    getters.requireHere();
    shutDown = true;
    if (immediate) {
      unfinished = Math.max(0, unfinished - items.size());
      items.clear();
      if (unfinished == 0) {
        finished.set();
      }
    }
    wakeAll(getters);
    wakeAll(putters);
  }

  private static void wakeAll(WaitQueue queue) {
    boolean more = true;
    while (more) {
      more = queue.takeAndWakeNext();
    }
  }

  private void requireOpen() {
    if (shutDown) {
      throw new QueueShutDownException(this + " was shut down");
    }
  }

  /// How many items are inside.
  public final int size() {
    return items.size();
  }

  /// How many items it holds; 0 or less: no limit.
  public final int maxSize() {
    return maxSize;
  }

  /// True when no item is inside.
  public final boolean isEmpty() {
    return items.isEmpty();
  }

  /// True when there is no room; never without a limit.
  public final boolean isFull() {
    return maxSize > 0 && items.size() >= maxSize;
  }

  @Override
  public Label label() {
    return new Label(
        Label.Sort.SHARED,
        getClass().getSimpleName(),
        null,
        size()
            + (maxSize > 0 ? " of " + maxSize : "")
            + " items"
            + (shutDown ? ", shut down" : "")
            + (getters.size() > 0 ? ", " + getters.size() + " waiting to get" : "")
            + (putters.size() > 0 ? ", " + putters.size() + " waiting to put" : ""));
  }

  @Override
  public String toString() {
    return label().toString();
  }
}
