package dev.baton;

/// Raised inside a task that was asked to stop, at the next place where it waits; and in whoever
/// awaits a future that was cancelled.
///
/// It is an [Error] so that `catch (Exception e)` does not swallow a cancellation by accident. (The
/// JDK's `ThreadDeath` was an Error for the same reason; asyncio's `CancelledError` is a
/// `BaseException`.) Clean up in `finally`. Whoever catches it should throw it again.
///
/// It has a stack trace in debug mode only: a program may cancel 100,000 tasks at once.
public final class CancelledError extends Error {
  /// @param message why, or null
  public CancelledError(String message) {
    super(message, null, true, EventLoop.debugging());
  }
}
