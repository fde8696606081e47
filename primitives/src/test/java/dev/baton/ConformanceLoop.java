package dev.baton;

import java.util.List;

/// A loop that stands still between the end of its main task and the cleanup.
///
/// `EventLoop.run` goes from one to the other at once. A trace must end where CPython's ends: after
/// the turn that follows main's last, and before anything that is left is cancelled.
public final class ConformanceLoop implements AutoCloseable {
  /// Some programs cannot be ended: a task that holds a condition's lock for ever, say.
  private static final int ENDING_ROUNDS = 100;

  private final EventLoop loop;

  /// A loop with these settings, on the calling thread.
  public ConformanceLoop(EventLoopBuilder settings) {
    loop = new EventLoop(settings, Mounting.choose());
    RunningLoops.add(loop);
  }

  /// Runs the main task to its end, the rest of that turn, and the next turn. How main ended is its
  /// own affair.
  ///
  /// @throws DeadlockException if main can never end
  public void runMain(Body<?, ?> main) {
    loop.scheduler().runUntilDone(loop.tasks().spawnMain(main));
  }

  /// Nanoseconds since the loop was started.
  public long time() {
    return loop.time();
  }

  /// Cancels the tasks that are left, again and again until all have ended.
  @Override
  public void close() {
    try {
      endEverything();
    } finally {
      loop.close();
      RunningLoops.remove(loop);
    }
  }

  private void endEverything() {
    List<Task<?>> left = loop.tasks().all();
    for (int round = 0; round < ENDING_ROUNDS && !left.isEmpty(); round++) {
      left.forEach(Task::cancel);
      try {
        loop.scheduler().runUntilDone(WaitForSeveral.allDone(loop, left));
      } catch (DeadlockException _) {
        // a task caught its cancellation and waits again: another round
      }
      left = loop.tasks().all();
    }
  }
}
