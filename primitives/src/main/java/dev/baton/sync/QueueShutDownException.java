package dev.baton.sync;

/// A [Queue] was shut down: nothing can be put, and once it is empty nothing taken.
public final class QueueShutDownException extends RuntimeException {
  QueueShutDownException(String message) {
    super(message);
  }
}
