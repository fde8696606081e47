package dev.baton.sync;

/// What a task holds between `acquire` and `release`, for try-with-resources:
///
/// ```
/// try (var held = lock.acquire()) {
///   ...
/// }
/// ```
@FunctionalInterface
public interface Held extends AutoCloseable {
  /// Releases it.
  ///
  /// @throws IllegalStateException if it is not held any more
  @Override
  void close();
}
