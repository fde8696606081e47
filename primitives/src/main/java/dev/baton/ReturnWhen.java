package dev.baton;

/// When [Async#wait] returns.
public enum ReturnWhen {
  /// As soon as one is done.
  FIRST_COMPLETED,

  /// As soon as one has failed (a cancellation is no failure), or all are done.
  FIRST_EXCEPTION,

  /// When all are done.
  ALL_COMPLETED
}
