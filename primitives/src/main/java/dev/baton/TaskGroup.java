package dev.baton;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Tasks that belong together: none of them outlives the block that started them.
///
/// ```java
/// TaskGroup.run(group -> {
///   group.spawn(() -> fetch(a));
///   group.spawn(() -> fetch(b));
/// }); // both have ended here
/// ```
///
/// - [#run] returns when the body and all tasks have ended.
/// - When one fails, the others and the body are cancelled. When all have ended, everything that
///   failed is raised together as an [ExceptionGroup]. Tasks that end cancelled are no failures.
/// - When the task around the group is cancelled, so are the tasks in it.
///
/// This is a nursery (Smith, "Notes on structured concurrency", 2018) with the rules of asyncio's
/// `TaskGroup`.
public final class TaskGroup implements Blocker {
  /// The body of a group: it gets the group, to start tasks in it.
  @FunctionalInterface
  public interface GroupBody {
    /// Runs the body; what it throws is raised with the failures of the group's tasks.
    void run(TaskGroup group) throws Exception;
  }

  private final Task<?> parent;
  private final Set<Task<?>> tasks = new LinkedHashSet<>();
  private final Consumer<Future<?>> onDone = this::onDone;
  private final List<Throwable> failures = new ArrayList<>();

  /// The body has ended: the group lives on only while tasks are left.
  private boolean exiting;

  /// The tasks were cancelled; no new one may start.
  private boolean aborting;

  /// The group cancelled its own parent to stop the body, and has to take that back.
  private boolean parentCancelRequested;

  /// Done when no task is left; null while nobody waits for that.
  private Future<Void> allEnded;

  private TaskGroup(Task<?> parent) {
    this.parent = parent;
  }

  /// Runs the body with a new group, and waits until all tasks of the group have ended.
  ///
  /// @throws ExceptionGroup when something failed: all of it, in the order in which it failed
  @Suspends
  public static void run(GroupBody body) {
    TaskGroup group = new TaskGroup(Task.require("TaskGroup.run()"));
    Throwable failure = null;
    try {
      body.run(group);
    } catch (Throwable raised) {
      failure = raised;
    }
    group.exit(failure);
  }

  /// Starts a task in this group: see [Async#spawn(Body)].
  ///
  /// @throws IllegalStateException if the group has ended or is being cancelled
  public <T> Task<T> spawn(Body<? extends T, ?> body) {
    return spawn(null, body);
  }

  /// The same with a name for reports.
  public <T> Task<T> spawn(String name, Body<? extends T, ?> body) {
    requireOpen();
    Task<T> task = parent.loop().tasks().spawn(name, body, this);
    tasks.add(task);
    task.addDoneCallback(onDone);
    return task;
  }

  /// The same for a body that returns nothing.
  public Task<Void> spawn(Action<?> body) {
    return spawn(null, body);
  }

  /// The same for a body that returns nothing, with a name for reports.
  public Task<Void> spawn(String name, Action<?> body) {
    return spawn(name, body.asBody());
  }

  private void requireOpen() {
    if (exiting && tasks.isEmpty()) {
      throw new IllegalStateException(
          "TaskGroup has ended; start the task in a group that is open");
    }
    if (aborting) {
      throw new IllegalStateException("TaskGroup is shutting down; no new task can join it");
    }
  }

  /// Waits for the tasks, then raises what is to be raised.
  @Suspends
  private void exit(Throwable bodyFailure) {
    exiting = true;
    if (bodyFailure != null) {
      // The parent is being cancelled, or the body has failed:
      //
      //   TaskGroup.run(group -> {
      //     group.spawn(...);
      //     sleep(...);        <- CancelledError, or any exception here
      //   });
      abort();
    }
    CancelledError cancelled = bodyFailure instanceof CancelledError error ? error : null;
    CancelledError later = waitForTasks();
    if (later != null) {
      cancelled = later;
    }
    if (parentCancelRequested && parent.uncancel() == 0) {
      cancelled = null; // it was our own request, and nobody else made one
    }
    if (cancelled != null && failures.isEmpty()) {
      throw cancelled;
    }
    if (bodyFailure != null && !(bodyFailure instanceof CancelledError)) {
      failures.add(bodyFailure);
    }
    if (!failures.isEmpty()) {
      if (parent.cancelling() > 0) {
        // Somebody cancels the parent too. The failures are raised now; the request stays and is
        // delivered at the next place where the parent waits.
        parent.uncancel();
        parent.cancel();
      }
      throw new ExceptionGroup(failures);
    }
  }

  /// @return the last cancellation that reached the parent while it waited here, before the group
  ///   was aborted
  @Suspends
  private CancelledError waitForTasks() {
    CancelledError cancelled = null;
    // More than one round: the wait can be cancelled again and again while tasks clean up.
    while (!tasks.isEmpty()) {
      allEnded = parent.loop().createFuture(this);
      try {
        allEnded.awaitThrowing(RuntimeException.class);
      } catch (CancelledError error) {
        if (!aborting) {
          cancelled = error;
          abort();
        }
      } catch (IllegalStateException pinned) {
        allEnded = null;
        abort(); // they cannot be awaited here, but must not run on either
        throw pinned;
      }
      allEnded = null;
    }
    return cancelled;
  }

  private void abort() {
    if (!aborting) {
      aborting = true;
      List.copyOf(tasks).forEach(Task::cancel);
    }
  }

  private void onDone(Future<?> task) {
    tasks.remove(task);
    if (allEnded != null && tasks.isEmpty() && !allEnded.isDone()) {
      allEnded.setResult(null);
    }
    if (task.isCancelled() || task.exception() == null) {
      return;
    }
    failures.add(task.exception());
    if (!aborting && !parentCancelRequested) {
      // The body may be waiting for something else, and must stop:
      //
      //   TaskGroup.run(group -> {
      //     group.spawn(this::crashSoon);
      //     something.await();   <- to be cancelled here; undone in exit()
      //   });
      abort();
      parentCancelRequested = true;
      parent.cancel();
    }
  }

  /// The task that runs the block: it ends after all tasks of the group.
  public Task<?> parent() {
    return parent;
  }

  @Override
  public Collection<? extends Task<?>> blockedBy() {
    return Collections.unmodifiableSet(tasks);
  }

  @Override
  public Label label() {
    return new Label(
        Label.Sort.TASKS,
        "TaskGroup",
        null,
        tasks.size() + (tasks.size() == 1 ? " task" : " tasks") + (aborting ? ", cancelling" : ""));
  }

  @Override
  public String toString() {
    return label().toString();
  }
}
