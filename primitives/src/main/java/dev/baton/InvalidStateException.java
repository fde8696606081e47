package dev.baton;

/// A future was asked for what its state does not allow: a result that is not there yet, or a
/// second result.
public final class InvalidStateException extends IllegalStateException {
  InvalidStateException(String message) {
    super(message);
  }
}
