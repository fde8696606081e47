package dev.baton;

/// The time of a [Timeout] scope, or of a wait with a limit, ran out.
///
/// asyncio calls it `TimeoutError`; in Java that name would promise an [Error].
public final class TimeoutException extends RuntimeException {
  /// @param message which limit ran out
  public TimeoutException(String message) {
    super(message);
  }

  TimeoutException(String message, Throwable cause) {
    super(message, cause);
  }
}
