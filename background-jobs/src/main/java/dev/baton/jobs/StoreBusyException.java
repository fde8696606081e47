package dev.baton.jobs;

/// Another process holds the store's lock, and was waited for in vain: nothing was done. Trying
/// again helps once that process goes on.
public final class StoreBusyException extends StoreException {
  private static final long serialVersionUID = 1;

  /// @param cause what the database said
  public StoreBusyException(String message, Throwable cause) {
    super(message, cause);
  }
}
