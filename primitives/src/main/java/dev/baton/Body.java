package dev.baton;

/// Code that gives a value: what a task runs, or what a scope runs inside the calling task.
///
/// Like [java.util.concurrent.Callable], but it names what it throws. A scope such as
/// [Async#timeout(java.time.Duration, Body)] throws exactly what its body throws, so a checked
/// exception can be caught by its own type right outside.
///
/// @param <T> the value
/// @param <X> what the body throws; inferred, `RuntimeException` where it throws nothing checked
@FunctionalInterface
public interface Body<T, X extends Exception> {
  /// Runs the body.
  T run() throws X;
}
