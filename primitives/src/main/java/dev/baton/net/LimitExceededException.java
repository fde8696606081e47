package dev.baton.net;

import java.io.IOException;

/// The other end sent more than was allowed.
public final class LimitExceededException extends IOException {
  LimitExceededException(String message) {
    super(message);
  }
}
