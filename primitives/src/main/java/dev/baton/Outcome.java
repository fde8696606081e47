package dev.baton;

/// How a future ended: what [Async#gatherOutcomes] gives for each.
///
/// @param <T> the result
public sealed interface Outcome<T> {
  /// It has a result.
  record Success<T>(T value) implements Outcome<T> {}

  /// It failed, or was cancelled: then the error is a [CancelledError].
  record Failure<T>(Throwable error) implements Outcome<T> {}

  /// How this future, which is done, ended.
  ///
  /// @throws InvalidStateException if it is not done
  static <T> Outcome<T> of(Future<? extends T> future) {
    try {
      return new Success<>(future.result());
    } catch (InvalidStateException pending) {
      if (!future.isDone()) {
        throw pending;
      }
      return new Failure<>(pending);
    } catch (Throwable failure) {
      return new Failure<>(failure);
    }
  }
}
