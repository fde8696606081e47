package dev.baton.feed.websocket;

import java.io.IOException;

/// The connection was closed as the protocol says, by one of its ends. A connection that breaks is
/// another [IOException].
public final class WebSocketClosedException extends IOException {
  private final int code;
  private final String reason;
  private final boolean ours;

  WebSocketClosedException(int code, String reason, boolean ours) {
    super(
        (ours ? "closed by this end with " : "closed by the other end with ")
            + code
            + (reason.isEmpty() ? "" : ": " + reason));
    this.code = code;
    this.reason = reason;
    this.ours = ours;
  }

  /// The code of the first close frame; 1005 if it had none.
  public int code() {
    return code;
  }

  /// Its reason, empty if it had none. What the other end wrote is not to be shown unescaped.
  public String reason() {
    return reason;
  }

  /// True if this end closed, or the other one broke the protocol: then the code says how.
  public boolean isOurs() {
    return ours;
  }
}
