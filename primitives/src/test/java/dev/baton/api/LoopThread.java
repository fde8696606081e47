package dev.baton.api;

import java.util.List;

/// What the thread of a loop is doing, seen from another.
final class LoopThread {
  private LoopThread() {}

  /// Returns once the loop has nothing left to do but to wait for what comes from outside.
  static void awaitWaiting(Thread thread) {
    while (!isWaiting(thread)) {
      Thread.onSpinWait();
    }
  }

  static boolean isWaiting(Thread thread) {
    List<StackTraceElement> frames = List.of(thread.getStackTrace());
    return isIn(frames, "doSelect") && isIn(frames, "waitForWork");
  }

  private static boolean isIn(List<StackTraceElement> frames, String method) {
    return frames.stream().anyMatch(frame -> frame.getMethodName().equals(method));
  }
}
