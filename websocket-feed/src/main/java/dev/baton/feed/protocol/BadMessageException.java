package dev.baton.feed.protocol;

import java.io.IOException;

/// The other side sent what is not in the protocol, or beyond its limits.
public final class BadMessageException extends IOException {
  /// @param message what is wrong, in a sentence
  public BadMessageException(String message) {
    super(message);
  }
}
