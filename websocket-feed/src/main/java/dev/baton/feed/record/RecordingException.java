package dev.baton.feed.record;

import java.io.IOException;

/// A recording cannot be written, or goes on no longer. The message is one sentence for people:
/// what is wrong, what was seen, what to do.
public final class RecordingException extends IOException {
  RecordingException(String message) {
    super(message);
  }

  RecordingException(String message, Throwable cause) {
    super(message, cause);
  }
}
