package dev.baton.scraper.fetch;

import java.io.IOException;

/// An answer that came and cannot be used. Its message is for people.
final class BadAnswerException extends IOException {
  private final int status;

  BadAnswerException(String message) {
    this(0, message);
  }

  BadAnswerException(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  /// @param status of the answer
  BadAnswerException(int status, String message) {
    super(message);
    this.status = status;
  }

  /// The status of the answer, where nobody else knows it; 0 elsewhere.
  int status() {
    return status;
  }
}
