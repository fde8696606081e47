package dev.baton.feed.record;

import java.io.IOException;

/// A line of a recording is not as it was written. The message says what was seen: part of a
/// sentence.
final class BadLineException extends IOException {
  BadLineException(String message) {
    super(message);
  }
}
