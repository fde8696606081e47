package dev.baton.jobs;

/// The arguments of a job are not usable. The message is for the user.
public final class BadArgsException extends RuntimeException {
  /// @param message which argument, what was seen, what to do
  public BadArgsException(String message) {
    super(message);
  }
}
