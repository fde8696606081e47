package dev.baton.testing;

import dev.baton.LoopListener;
import dev.baton.Task;
import java.lang.StackWalker.StackFrame;

/// Cancels a task at one of the moments in which that is hardest to get right: when it begins to
/// wait, and when it has been woken, or was just started, and is about to go on.
final class CancelEverywhere implements LoopListener {
  private final int place;
  private int moments;
  private String done;

  CancelEverywhere(int place) {
    this.place = place;
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
    if (++moments == place) {
      done = task + " was cancelled when it began to wait" + line(at);
      task.cancel("cancelled at place " + place);
    }
  }

  private static String line(StackFrame at) {
    return at == null ? "" : " at " + at.getFileName() + ":" + at.getLineNumber();
  }
}
