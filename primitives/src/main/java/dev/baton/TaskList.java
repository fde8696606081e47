package dev.baton;

import java.util.ArrayList;
import java.util.List;

/// The tasks of a loop that have not ended, in the order in which they were spawned.
///
/// The list is linked through the tasks themselves: for a million of them that saves a million
/// objects, and each leaves without a search.
final class TaskList {
  private final EventLoop loop;

  /// The youngest; the others follow by [Task#previous].
  private Task<?> last;

  private int nextNumber = 1;
  private Task<?> main;

  TaskList(EventLoop loop) {
    this.loop = loop;
  }

  <T> Task<T> spawnMain(Body<T, ?> body) {
    Task<T> task = spawn("main", body, null);
    main = task;
    return task;
  }

  /// Makes a task that will begin in the next turn.
  ///
  /// @param name null: one with its number
  /// @param group what it belongs to, for the listener; or null
  <T> Task<T> spawn(String name, Body<? extends T, ?> body, TaskGroup group) {
    loop.requireHere();
    Task<T> task = new Task<>(loop, nextNumber++, name, body);
    add(task);
    loop.ready(task.baton());
    if (loop.listener() != null) {
      loop.listener().spawned(task, loop.current(), group);
    }
    return task;
  }

  private void add(Task<?> task) {
    task.previous = last;
    if (last != null) {
      last.next = task;
    }
    last = task;
  }

  /// The task has ended.
  void remove(Task<?> task) {
    if (task.previous != null) {
      task.previous.next = task.next;
    }
    if (task.next == null) {
      last = task.previous;
    } else {
      task.next.previous = task.previous;
    }
    task.previous = null;
    task.next = null;
  }

  /// The first of all, which [EventLoop#run] was given; it may have ended.
  Task<?> main() {
    return main;
  }

  /// A copy, oldest first.
  List<Task<?>> all() {
    List<Task<?>> all = new ArrayList<>();
    for (Task<?> task = last; task != null; task = task.previous) {
      all.add(task);
    }
    return all.reversed();
  }
}
