package dev.baton.jobs;

/// The store cannot be opened, or has failed. The message is for the user.
public sealed class StoreException extends RuntimeException permits StoreBusyException {
  /// @param message what is wrong with which store, what was seen, what to do
  public StoreException(String message) {
    super(message);
  }

  /// @param cause what the database said
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
