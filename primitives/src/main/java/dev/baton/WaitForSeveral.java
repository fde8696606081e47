package dev.baton;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// One wait for several futures: the machinery of [Async#wait].
final class WaitForSeveral implements Blocker {
  private final EventLoop loop;
  private final Collection<? extends Future<?>> futures;
  private final ReturnWhen when;
  private final Future<Void> enough;
  private final Consumer<Future<?>> onDone = this::onDone;
  private int unfinished;
  private Handle limit;

  WaitForSeveral(EventLoop loop, Collection<? extends Future<?>> futures, ReturnWhen when) {
    this.loop = loop;
    this.futures = futures;
    this.when = when;
    this.enough = loop.createFuture(this);
    this.unfinished = futures.size();
  }

  @Suspends
  static <F extends Future<?>> DoneAndPending<F> wait(
      Collection<F> futures, ReturnWhen when, Duration limit) {
    Set<F> distinct = new LinkedHashSet<>(futures);
    if (distinct.isEmpty()) {
      throw new IllegalArgumentException("wait() needs at least one future, got none");
    }
    new WaitForSeveral(EventLoop.running(), distinct, when).await(limit);
    Set<F> done = new LinkedHashSet<>();
    Set<F> pending = new LinkedHashSet<>();
    distinct.forEach(future -> (future.isDone() ? done : pending).add(future));
    return new DoneAndPending<>(done, pending);
  }

  /// Done when all of these are; cancelling it does nothing to them.
  static Future<Void> allDone(EventLoop loop, Collection<? extends Future<?>> futures) {
    WaitForSeveral waiting = new WaitForSeveral(loop, futures, ReturnWhen.ALL_COMPLETED);
    waiting.watch();
    waiting.enough.addDoneCallback(_ -> waiting.unwatch());
    return waiting.enough;
  }

  @Suspends
  private void await(Duration timeLimit) {
    if (timeLimit != null) {
      limit = loop.callLater(timeLimit, this::finish);
    }
    try {
      watch();
      enough.awaitThrowing(RuntimeException.class);
    } finally {
      if (limit != null) {
        limit.cancel();
      }
      unwatch();
    }
  }

  private void watch() {
    futures.forEach(future -> future.addDoneCallback(onDone));
  }

  private void unwatch() {
    futures.forEach(future -> future.removeDoneCallback(onDone));
  }

  private void onDone(Future<?> future) {
    unfinished--;
    if (unfinished == 0
        || when == ReturnWhen.FIRST_COMPLETED
        || when == ReturnWhen.FIRST_EXCEPTION && future.hasFailed()) {
      finish();
    }
  }

  private void finish() {
    if (limit != null) {
      limit.cancel();
    }
    if (!enough.isDone()) {
      enough.setResult(null);
    }
  }

  @Override
  public boolean needsAll() {
    return when == ReturnWhen.ALL_COMPLETED
        && limit == null
        && unfinished <= Ring.MOST; // as in gather
  }

  @Override
  public Collection<? extends Task<?>> blockedBy() {
    List<Task<?>> tasks = new ArrayList<>();
    for (Future<?> future : futures) {
      if (future instanceof Task<?> task && !task.isDone()) {
        tasks.add(task);
      }
    }
    return tasks;
  }

  @Override
  public Label label() {
    return new Label(
        Label.Sort.TASKS, "wait", null, unfinished + " of " + futures.size() + " unfinished");
  }

  @Override
  public String toString() {
    return label().toString();
  }
}
