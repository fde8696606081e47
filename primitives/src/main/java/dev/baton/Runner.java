package dev.baton;

import java.util.List;

/// The life of a loop: set up, run main, and end everything that main left.
final class Runner {
  /// How often a task that waits again after its cancellation is cancelled again before it is given
  /// up.
  private static final int ENDING_ROUNDS = 100;

  /// Causes can form a ring.
  private static final int MOST_CAUSES = 100;

  private Runner() {}

  static <T, X extends Exception> T run(EventLoopBuilder settings, Body<T, X> body) throws X {
    if (EventLoop.here() != null) {
      throw new IllegalStateException(
          "EventLoop.run() cannot be called from a running loop; spawn a task, or use"
              + " Blocking.call(...)");
    }
    EventLoop loop = new EventLoop(settings, Mounting.choose());
    RunningLoops.add(loop);
    boolean explored = settings.chooser != null;
    if (!explored) {
      Watchdog.watch(loop, settings.blockedAfter);
    }
    try (var ctrlC = explored ? CtrlC.ignored(loop) : CtrlC.cancels(loop)) {
      Observers.started(loop);
      T result = runMain(loop, body);
      ctrlC.raiseIfUnheard();
      return result;
    } finally {
      Watchdog.unwatch(loop);
      loop.close();
      RunningLoops.remove(loop);
      if (loop.wasInterrupted()) {
        Thread.currentThread().interrupt();
      }
      Observers.ended(loop);
    }
  }

  private static <T, X extends Exception> T runMain(EventLoop loop, Body<T, X> body) throws X {
    Task<T> main = loop.spawnMain(body);
    Throwable broken = null;
    try {
      loop.turns().runUntilDone(main);
    } catch (DeadlockException deadlock) {
      broken = deadlock;
      if (loop.listener() != null) {
        loop.listener().stopped(deadlock.getMessage());
      }
    } catch (Throwable failure) { // the loop itself failed
      broken = failure;
    }
    Watchdog.ends(loop);
    reportOrphans(loop, main);
    try {
      endEverything(loop);
    } catch (Throwable second) {
      if (broken == null) {
        broken = second;
      } else if (broken != second) {
        broken.addSuppressed(second);
      }
    }
    try {
      return outcome(main, broken);
    } finally {
      loop.failures().reportAll();
    }
  }

  private static <T> T outcome(Task<T> main, Throwable broken) {
    Throwable failure = broken;
    try {
      if (failure == null) {
        return main.result();
      }
    } catch (Throwable mainFailed) {
      failure = mainFailed;
    }
    AwaitedHere.mark(failure, "EventLoop.run()");
    throw Throwing.raise(failure);
  }

  /// Not where main itself fails with what its gather has raised, and so ends the loop at once.
  private static void reportOrphans(EventLoop loop, Task<?> main) {
    Throwable end = main.failure().orElse(null);
    for (Task<?> task : loop.tasks()) {
      Throwable failure = task.leftBehindBy();
      if (failure != null && task.cancelling() == 0 && !isPartOf(end, failure)) {
        loop.mistakes().orphaned(task);
      }
    }
  }

  /// Whether the failure is this end of the program, its cause, or one of its group.
  private static boolean isPartOf(Throwable end, Throwable failure) {
    Throwable cause = end;
    for (int i = 0; i < MOST_CAUSES && cause != null; i++, cause = cause.getCause()) {
      if (cause == failure
          || cause instanceof ExceptionGroup group && group.exceptions().contains(failure)) {
        return true;
      }
    }
    return false;
  }

  /// Cancels what main left behind, and waits for it and for blocking calls to end.
  private static void endEverything(EventLoop loop) {
    int rounds = 0;
    for (List<Task<?>> left; !(left = loop.tasks()).isEmpty(); ) {
      if (rounds++ == ENDING_ROUNDS) {
        Log.warn(left + " went on after " + ENDING_ROUNDS + " cancellations and were left behind");
        return;
      }
      left.forEach(task -> task.cancel("the loop is ending"));
      try {
        loop.turns().runUntilDone(Waiting.allDone(loop, left));
      } catch (DeadlockException swallowed) {
        // A task caught its cancellation and waits again: cancel it again. Or two wait for each
        // other, such as a group and a task in it that awaits the group's own: cancel both.
        left.forEach(task -> task.cancelHere("the loop is ending"));
      }
    }
    loop.turns().runUntilDone(loop.blockingCalls().allEnded());
  }
}
