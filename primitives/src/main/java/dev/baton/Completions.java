package dev.baton;

import java.lang.ref.WeakReference;
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
/// What it waits for knows this, and not the iterator: when the iterator is gone (its loop was
/// left) and nobody waits for a future that it has handed out, this has no purpose any more.
///
/// @param <T> the result
final class Completions<T> implements Blocker {
  private final EventLoop loop;
  private final Set<Future<? extends T>> pending;
  private final OnDone onDone = new OnDone();

  /// Outcomes that nobody has asked for yet.
  private final Queue<Consumer<Future<T>>> outcomes = new ArrayDeque<>();

  /// Futures that were handed out and have no outcome yet.
  private final Queue<Future<T>> asked = new ArrayDeque<>();

  private WeakReference<HandingOut> iterator;
  private Handle limit;
  private int left;

  private Completions(
      EventLoop loop, Collection<? extends Future<? extends T>> futures, Duration timeLimit) {
    this.loop = loop;
    this.pending = new LinkedHashSet<>(futures);
    this.left = pending.size();
    pending.forEach(future -> future.addDoneCallback(onDone));
    if (timeLimit != null && left > 0) {
      limit = loop.callLater(timeLimit, () -> onTimeout(timeLimit));
    }
  }

  /// @param timeLimit null for none
  static <T> Iterator<Future<T>> of(
      EventLoop loop, Collection<? extends Future<? extends T>> futures, Duration timeLimit) {
    Completions<T> completions = new Completions<>(loop, futures, timeLimit);
    Completions<T>.HandingOut iterator = completions.new HandingOut();
    completions.iterator = new WeakReference<>(iterator);
    return iterator;
  }

  private final class HandingOut implements Iterator<Future<T>> {
    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public Future<T> next() {
      return handOut();
    }
  }

  private final class OnDone implements Consumer<Future<? extends T>>, Future.Abandonable {
    @Override
    public void accept(Future<? extends T> future) {
      onDone(future);
    }

    @Override
    public boolean isAbandoned() {
      return iterator.refersTo(null) && asked.stream().allMatch(Future::isDone);
    }
  }

  private Future<T> handOut() {
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
    if (!pending.remove(future)) {
      return; // the time was over: it still reports its own failure
    }
    if (pending.isEmpty() && limit != null) {
      limit.cancel();
    }
    deliver(next -> Shield.repeat(future, next));
  }

  private void onTimeout(Duration timeLimit) {
    List<Future<? extends T>> late = List.copyOf(pending);
    pending.clear();
    for (Future<? extends T> future : late) {
      future.removeDoneCallback(onDone);
      deliver(next -> next.failUnreported(timedOut(timeLimit)));
    }
  }

  private static TimeoutException timedOut(Duration timeLimit) {
    return new TimeoutException(
        "asCompleted timed out after " + Durations.text(Durations.nanos(timeLimit)));
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
  public Label label() {
    return new Label(Label.Sort.TASKS, "asCompleted", null, pending.size() + " unfinished");
  }

  @Override
  public String toString() {
    return label().toString();
  }
}
