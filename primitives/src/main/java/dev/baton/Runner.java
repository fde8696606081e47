package dev.baton;

import java.util.List;
import java.util.function.Consumer;

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
    try {
      return runWatched(loop, settings, body);
    } finally {
      RunningLoops.remove(loop);
      if (loop.wasInterrupted()) {
        Thread.currentThread().interrupt();
      }
      Observers.ended(loop);
    }
  }

  private static <T, X extends Exception> T runWatched(
      EventLoop loop, EventLoopBuilder settings, Body<T, X> body) throws X {
    boolean explored = settings.schedulingPolicy != null;
    if (!explored) {
      Watchdog.watch(loop, settings.blockedAfter);
    }
    try (var ctrlC = explored ? CtrlC.ignored(loop) : CtrlC.cancels(loop)) {
      loop.scheduler().open();
      Observers.started(loop);
      T result = runMain(loop, body);
      ctrlC.raiseIfUnheard();
      return result;
    } finally {
      Watchdog.unwatch(loop);
      loop.close();
    }
  }

  private static <T, X extends Exception> T runMain(EventLoop loop, Body<T, X> body) throws X {
    Task<T> main = loop.tasks().spawnMain(body);
    Throwable broken = attempt(() -> loop.scheduler().runUntilDone(main));
    Watchdog.ends(loop);
    broken = first(broken, sayHowItEnded(loop, main, broken));
    Throwable second = endEverything(loop);
    if (broken != null && second != null && second != broken) {
      broken.addSuppressed(second);
    }
    try {
      return outcome(main, first(broken, second));
    } finally {
      loop.failures().reportAll();
    }
  }

  private static Throwable sayHowItEnded(EventLoop loop, Task<?> main, Throwable broken) {
    if (!(broken instanceof DeadlockException deadlock)) {
      return attempt(() -> reportOrphans(loop, main));
    }
    loop.mistakes().allStandStill();
    return loop.listener() == null ? null : attempt(() -> tellDeadlock(loop, deadlock));
  }

  private static void tellDeadlock(EventLoop loop, DeadlockException deadlock) {
    List<Task<?>> tasks = loop.tasks().all();
    loop.listener().deadlocked(tasks, Ring.among(tasks));
    loop.listener().stopped(deadlock.getMessage());
  }

  /// @return what it throws, or null
  private static Throwable attempt(Runnable action) {
    try {
      action.run();
      return null;
    } catch (Throwable failure) {
      return failure;
    }
  }

  private static Throwable first(Throwable one, Throwable other) {
    return one == null ? other : one;
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
    throw SneakyThrow.raise(failure);
  }

  /// Not where main itself fails with what its gather has raised, and so ends the loop at once.
  private static void reportOrphans(EventLoop loop, Task<?> main) {
    Throwable end = main.failure().orElse(null);
    for (Task<?> task : loop.tasks().all()) {
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
      if (cause == failure || cause instanceof ExceptionGroup group && group.has(failure)) {
        return true;
      }
    }
    return false;
  }

  /// Cancels what main left behind, and waits for it and for blocking calls to end. Whatever goes
  /// wrong in that, the next round may do better: tasks have a right to their `finally`.
  ///
  /// @return what the loop itself has failed with meanwhile, or null
  private static Throwable endEverything(EventLoop loop) {
    Throwable broken = null;
    List<Task<?>> left = loop.tasks().all();
    for (int round = 0; !left.isEmpty(); round++) {
      if (round == ENDING_ROUNDS) {
        Log.warn(left + " went on after " + ENDING_ROUNDS + " cancellations and were left behind");
        return broken;
      }
      broken = first(broken, end(loop, left));
      left = loop.tasks().all();
    }
    return first(
        broken, attempt(() -> loop.scheduler().runUntilDone(loop.blockingCalls().allEnded())));
  }

  private static Throwable end(EventLoop loop, List<Task<?>> tasks) {
    Throwable broken = forEach(tasks, task -> task.cancel("the loop is ending"));
    Throwable failure =
        attempt(() -> loop.scheduler().runUntilDone(WaitForSeveral.allDone(loop, tasks)));
    if (failure instanceof DeadlockException) {
      // A task caught its cancellation and waits again: cancel it again. Or two wait for each
      // other, such as a group and a task in it that awaits the group's own: cancel both.
      failure = forEach(tasks, task -> task.cancelHere("the loop is ending"));
    }
    return first(broken, failure);
  }

  /// @return the first failure, or null
  private static Throwable forEach(List<Task<?>> tasks, Consumer<Task<?>> action) {
    Throwable broken = null;
    for (Task<?> task : tasks) {
      broken = first(broken, attempt(() -> action.accept(task)));
    }
    return broken;
  }
}
