package dev.baton.feed.watch;

import java.io.IOException;

/// The state of a watcher cannot be written down.
public final class CannotSaveException extends IOException {
  CannotSaveException(String message, IOException cause) {
    super(message, cause);
  }
}
