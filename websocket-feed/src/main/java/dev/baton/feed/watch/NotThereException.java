package dev.baton.feed.watch;

import java.io.IOException;

/// The server does not publish what is asked for: whoever asks has mistyped it.
public final class NotThereException extends IOException {
  /// @param message what is not there, and what is
  public NotThereException(String message) {
    super(message);
  }
}
