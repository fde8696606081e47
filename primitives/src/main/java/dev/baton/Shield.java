package dev.baton;

import java.util.function.Consumer;

/// The future behind [Async#shield]: it repeats the outcome of another, which its cancellation does
/// not reach.
final class Shield {
  private Shield() {}

  static <T> Future<T> of(Future<T> inner) {
    if (inner.isDone()) {
      return inner;
    }
    Future<T> outer = inner.loop().createFuture(inner);
    Consumer<Future<T>> repeat = done -> repeat(done, outer);
    inner.addDoneCallback(repeat);
    outer.addDoneCallback(_ -> inner.removeDoneCallback(repeat));
    return outer;
  }

  /// Ends `outer` as `inner` has ended, unless it has ended itself.
  static <T> void repeat(Future<? extends T> inner, Future<T> outer) {
    if (outer.isDone()) {
      return; // cancelled in the very turn in which inner ended; inner reports its own failure
    }
    switch (Outcome.<T>of(inner)) {
      case Outcome.Success<T>(T value) -> outer.setResult(value);
      case Outcome.Failure<T>(CancelledError cancelled) -> outer.cancelWith(cancelled);
      case Outcome.Failure<T>(Throwable failure) -> outer.setException(failure);
    }
  }
}
