package dev.baton;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/// The futures that [Async#asCompleted] hands out: the first of them gets the outcome that comes
/// first.
///
/// @param <T> the result
final class Completions<T> implements Iterator<Future<T>>, Blocker {
  private final EventLoop loop;
  private final Set<Future<? extends T>> pending;

  /// Outcomes that nobody has asked for yet.
  private final Queue<Consumer<Future<T>>> outcomes = new ArrayDeque<>();

  /// Futures that were handed out and have no outcome yet.
  private final Queue<Future<T>> asked = new ArrayDeque<>();

  private Handle limit;
  private boolean timedOut;
  private int left;

  Completions(
      EventLoop loop, Collection<? extends Future<? extends T>> futures, Duration timeLimit) {
    this.loop = loop;
    this.pending = new LinkedHashSet<>(futures);
    this.left = pending.size();
    pending.forEach(future -> future.addDoneCallback(this::onDone));
    if (timeLimit != null && left > 0) {
      limit = loop.callLater(timeLimit, () -> onTimeout(timeLimit));
    }
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  @Override
  public Future<T> next() {
    if (left == 0) {
      throw new NoSuchElementException("every future was handed out");
    }
    left--;
    Future<T> next = loop.createFuture(this);
    if (outcomes.isEmpty()) {
      asked.add(next);
    } else {
      outcomes.poll().accept(next);
    }
    return next;
  }

  private void onDone(Future<? extends T> future) {
    if (timedOut) {
      return; // it still reports its own failure
    }
    pending.remove(future);
    if (pending.isEmpty() && limit != null) {
      limit.cancel();
    }
    deliver(next -> Shield.repeat(future, next));
  }

  private void onTimeout(Duration timeLimit) {
    timedOut = true;
    for (int i = 0; i < pending.size(); i++) {
      deliver(
          next ->
              next.failUnreported(
                  new TimeoutException(
                      "asCompleted timed out after "
                          + Durations.text(Durations.nanos(timeLimit)))));
    }
  }

  /// To the first future that still waits: one whose task was cancelled has given up its place.
  private void deliver(Consumer<Future<T>> outcome) {
    for (Future<T> next; (next = asked.poll()) != null; ) {
      if (!next.isDone()) {
        outcome.accept(next);
        return;
      }
    }
    outcomes.add(outcome);
  }

  @Override
  public boolean needsAll() {
    return false;
  }

  @Override
  public Collection<? extends Task<?>> blockedBy() {
    List<Task<?>> tasks = new ArrayList<>();
    for (Future<?> future : pending) {
      if (future instanceof Task<?> task) {
        tasks.add(task);
      }
    }
    return tasks;
  }

  @Override
  public String toString() {
    return "asCompleted [" + pending.size() + " unfinished]";
  }
}
