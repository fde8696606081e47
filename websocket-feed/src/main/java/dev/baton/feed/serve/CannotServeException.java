package dev.baton.feed.serve;

import java.io.IOException;

/// The server could not start.
public final class CannotServeException extends IOException {
  CannotServeException(String message, Throwable cause) {
    super(message, cause);
  }
}
