package dev.baton.feed.watch;

import java.io.IOException;

/// The server says that this watcher breaks the protocol, and trying again would not help.
public final class FaultException extends IOException {
  /// @param message what the server says, and what to do
  public FaultException(String message) {
    super(message);
  }
}
