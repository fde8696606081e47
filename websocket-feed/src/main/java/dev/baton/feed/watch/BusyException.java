package dev.baton.feed.watch;

import java.io.IOException;
import java.time.Duration;

/// Not now.
public final class BusyException extends IOException {
  private final int status;
  private final transient Duration retryAfter;

  /// @param status of the answer: 429, or 500 and above
  /// @param retryAfter how long the server asks to be left alone; zero if it does not say
  public BusyException(int status, Duration retryAfter) {
    this("it answered " + status, status, retryAfter);
  }

  /// The same in other words.
  public BusyException(String message, int status, Duration retryAfter) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  int status() {
    return status;
  }

  Duration retryAfter() {
    return retryAfter;
  }
}
