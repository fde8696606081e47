package dev.baton.feed.watch;

import java.io.IOException;

/// The server does not let this watcher in, and trying again would not help.
public final class DeniedException extends IOException {
  /// @param message what it wants, and what to do
  public DeniedException(String message) {
    super(message);
  }
}
