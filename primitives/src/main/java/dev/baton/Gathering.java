package dev.baton;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// The future behind [Async#gather]: done when all its children are, or when the first fails.
///
/// @param <T> what a child gives
/// @param <R> what stands in the list for a child: its result, or its [Outcome]
final class Gathering<T, R> extends Future<List<R>> implements Blocker {
  private final List<? extends Future<? extends T>> children;

  /// A future given twice is one child but appears twice in the result.
  private final Set<Future<? extends T>> unfinished;

  private final Consumer<Future<? extends T>> onDone = this::onDone;
  private final boolean failFast;
  private final Function<Future<? extends T>, R> resultOf;
  private boolean cancelRequested;

  Gathering(
      EventLoop loop,
      Collection<? extends Future<? extends T>> futures,
      boolean failFast,
      Function<Future<? extends T>, R> resultOf) {
    super(loop, null);
    this.children = List.copyOf(futures);
    this.unfinished = new LinkedHashSet<>(futures);
    this.failFast = failFast;
    this.resultOf = resultOf;
  }

  Gathering<T, R> start() {
    if (children.isEmpty()) {
      setResult(List.of());
      return this;
    }
    List<Future<? extends T>> doneAlready = new ArrayList<>();
    for (Future<? extends T> child : List.copyOf(unfinished)) {
      if (child.isDone()) {
        doneAlready.add(child);
      } else {
        child.addDoneCallback(onDone);
      }
    }
    doneAlready.forEach(this::onDone);
    return this;
  }

  /// Cancels the children that are left. This future ends with a [CancelledError]: when the first
  /// of them has ended, or, where outcomes are gathered, when all have.
  @Override
  public boolean cancel(String message) {
    if (isDone()) {
      return false;
    }
    return CancelWalk.through(this, message);
  }

  List<? extends Future<? extends T>> children() {
    return children;
  }

  /// @param any one of the children at least can be cancelled
  void wasRequested(boolean any) {
    cancelRequested |= any;
  }

  private void onDone(Future<? extends T> child) {
    unfinished.remove(child);
    if (isDone()) {
      return; // only the first failure is raised here: a later one is its future's own
    }
    if (failFast) {
      Throwable failure = failureOf(child);
      if (failure != null) {
        leaveTheOthers(failure);
        finish(failure);
        return;
      }
    }
    if (unfinished.isEmpty()) {
      if (cancelRequested) {
        finish(new CancelledError(null));
      } else {
        setResult(results());
      }
    }
  }

  /// They may live for long, and must not keep this.
  private void leaveTheOthers(Throwable failure) {
    unfinished.forEach(child -> child.removeDoneCallback(onDone));
    if (!cancelRequested) {
      blockedBy().forEach(task -> task.leaveBehind(failure));
    }
  }

  private List<R> results() {
    List<R> results = new ArrayList<>(children.size()); // a result may be null, so no List.of
    for (Future<? extends T> child : children) {
      results.add(resultOf.apply(child));
    }
    return Collections.unmodifiableList(results);
  }

  private void finish(Throwable failure) {
    if (failure instanceof CancelledError) {
      failUnreported(failure);
    } else {
      setException(failure);
    }
  }

  private static Throwable failureOf(Future<?> child) {
    try {
      return child.exception();
    } catch (CancelledError cancelled) {
      return cancelled;
    }
  }

  /// The result of a child that has one.
  static <T> T result(Future<? extends T> child) {
    try {
      return child.result();
    } catch (Exception failure) {
      throw new AssertionError("a child of gather failed unnoticed", failure);
    }
  }

  /// To look for a ring among very many would cost more than it tells.
  @Override
  public boolean needsAll() {
    return unfinished.size() <= Ring.MOST;
  }

  @Override
  public Collection<? extends Task<?>> blockedBy() {
    List<Task<?>> tasks = new ArrayList<>();
    for (Future<?> child : unfinished) {
      if (child instanceof Task<?> task) {
        tasks.add(task);
      }
    }
    return tasks;
  }

  @Override
  public Label label() {
    return new Label(
        Label.Sort.TASKS,
        "gather",
        null,
        unfinished.size() + " of " + children.size() + " unfinished");
  }

  @Override
  public String toString() {
    return label().toString();
  }
}
