package dev.baton.feed.watch;

import java.io.IOException;

/// Somebody answered, but not as a feed does.
public final class RefusedException extends IOException {
  /// @param message who answered what
  public RefusedException(String message) {
    super(message);
  }
}
