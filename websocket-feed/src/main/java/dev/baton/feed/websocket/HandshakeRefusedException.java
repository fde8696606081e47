package dev.baton.feed.websocket;

import java.io.IOException;
import java.util.Optional;

/// A server answered, but not by changing to WebSocket as the protocol says.
public final class HandshakeRefusedException extends IOException {
  private final int status;
  private final String retryAfter;

  HandshakeRefusedException(int status, String retryAfter, String message) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /// The status of its answer: 101 if that was there and something else was wrong, 0 if it was no
  /// HTTP.
  public int status() {
    return status;
  }

  /// The field `Retry-After` as it came, for `dev.baton.net.http.RetryAfter`.
  public Optional<String> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
