package dev.baton.scraper.fetch;

import java.io.IOException;

/// An answer that came and cannot be used. Its message is for people.
final class BadAnswerException extends IOException {
  BadAnswerException(String message) {
    super(message);
  }

  BadAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
