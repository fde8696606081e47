package dev.baton.jobs.handlers;

import java.io.IOException;

/// The data is not as the job needs it; another attempt would see the same.
final class BadDataException extends IOException {
  BadDataException(String message) {
    super(message);
  }
}
