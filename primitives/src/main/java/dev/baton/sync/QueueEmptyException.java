package dev.baton.sync;

/// A [Queue] has no item to be taken without waiting.
public final class QueueEmptyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  QueueEmptyException(String message) {
    super(message);
  }
}
