package dev.baton.testing;

import dev.baton.LoopListener;
import dev.baton.Task;
import dev.baton.TaskGroup;
import java.lang.StackWalker.StackFrame;

/// Cancels a task at one of the moments in which that is hardest to get right: when it begins to
/// wait, and when it has been woken, or was just started, and is about to go on.
final class CancelEverywhere implements LoopListener {
  private final int place;

  /// Who watches too; null if nobody does.
  private final LoopListener next;

  private int moments;
  private String done;

  CancelEverywhere(int place, LoopListener next) {
    this.place = place;
    this.next = next == null ? new LoopListener() {} : next;
  }

  /// What was done, in words; null if there were not so many moments.
  String done() {
    return done;
  }

  void beforeStepOf(Task<?> task) {
    if (++moments == place) {
      done = task + " was cancelled when it was about to go on";
      task.cancel("cancelled at place " + place);
    }
  }

  @Override
  public void suspends(Task<?> task, Object waitsFor, StackFrame at) {
    next.suspends(task, waitsFor, at);
    if (++moments == place) {
      done = task + " was cancelled when it began to wait" + line(at);
      task.cancel("cancelled at place " + place);
    }
  }

  private static String line(StackFrame at) {
    return at == null ? "" : " at " + at.getFileName() + ":" + at.getLineNumber();
  }

  @Override
  public void spawned(Task<?> task, Task<?> parent, TaskGroup group) {
    next.spawned(task, parent, group);
  }

  @Override
  public void runs(Task<?> task) {
    next.runs(task);
  }

  @Override
  public void woken(Task<?> task, Task<?> by) {
    next.woken(task, by);
  }

  @Override
  public void cancelRequested(Task<?> task, Task<?> by) {
    next.cancelRequested(task, by);
  }

  @Override
  public void ended(Task<?> task) {
    next.ended(task);
  }

  @Override
  public void idle(long nanos) {
    next.idle(nanos);
  }

  @Override
  public void busy() {
    next.busy();
  }

  @Override
  public void noted(Task<?> task, Note what, Object subject) {
    next.noted(task, what, subject);
  }
}
