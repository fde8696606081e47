package dev.baton;

/// Code that gives no value: the other form of [Body].
///
/// @param <X> what the action throws; inferred
@FunctionalInterface
public interface Action<X extends Exception> {
  /// Runs the action.
  void run() throws X;

  /// The same as a [Body] whose value is null.
  default <T> Body<T, X> asBody() {
    return () -> {
      run();
      return null;
    };
  }
}
