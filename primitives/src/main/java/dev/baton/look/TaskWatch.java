package dev.baton.look;

import dev.baton.Task;
import dev.baton.TaskGroup;

/// What is known of a task. Used on its loop only.
final class TaskWatch {
  enum State {
    READY,
    RUNNING,
    WAITING
  }

  /// By the order in which the loop started them, from 1.
  final int number;

  final TaskGroup group;

  /// Null when the task has ended: its children may live on.
  Task<?> task;

  /// Who started the task, or who runs its group; null if that has ended.
  private TaskWatch parent;

  State state = State.READY;

  /// When the state began, by [System#nanoTime()].
  long since;

  /// How long it has run in all, in nanoseconds.
  long ran;

  /// While it waits.
  Object waitsFor;

  /// Scratch paper of [TaskTree]: how many tasks are below this one.
  int below;

  TaskWatch(int number, Task<?> task, TaskWatch parent, TaskGroup group, long now) {
    this.number = number;
    this.task = task;
    this.parent = parent;
    this.group = group;
    this.since = now;
  }

  void becomes(State next, Object target, long now) {
    if (state == State.RUNNING) {
      ran += now - since;
    }
    state = next;
    waitsFor = target;
    since = now;
  }

  /// Lets go what others would keep alive through this.
  void ended() {
    task = null;
    parent = null;
    waitsFor = null;
  }

  TaskWatch parent() {
    if (parent != null && parent.task == null) {
      parent = null;
    }
    return parent;
  }
}
