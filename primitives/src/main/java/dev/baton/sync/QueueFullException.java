package dev.baton.sync;

/// A [Queue] has no room for an item that was to be put without waiting.
public final class QueueFullException extends RuntimeException {
  QueueFullException(String message) {
    super(message);
  }
}
