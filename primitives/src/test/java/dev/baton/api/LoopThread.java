package dev.baton.api;

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
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().startsWith("sun.nio.ch")
          && frame.getMethodName().contains("elect")) {
        return true;
      }
    }
    return false;
  }
}
