package dev.baton.sync;

/// A [Queue] has no item to be taken without waiting.
public final class QueueEmptyException extends RuntimeException {
  QueueEmptyException(String message) {
    super(message);
  }
}
