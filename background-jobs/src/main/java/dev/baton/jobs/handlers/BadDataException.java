package dev.baton.jobs.handlers;

/// The data is not as the job needs it; another attempt would see the same.
final class BadDataException extends Exception {
  BadDataException(String message) {
    super(message);
  }
}
