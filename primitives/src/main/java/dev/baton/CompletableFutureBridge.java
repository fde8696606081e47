package dev.baton;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// The bridges between our futures and the JDK's.
final class CompletableFutureBridge {
  private CompletableFutureBridge() {}

  static <T> CompletableFuture<T> bridgeTo(Future<T> future) {
    EventLoop loop = future.loop();
    CompletableFuture<T> bridge = new CompletableFuture<>();
    future.addDoneCallback(
        done -> {
          loop.bridges().remove(bridge);
          complete(bridge, done);
        });
    loop.bridges().add(bridge);
    bridge.whenComplete(
        (_, _) -> {
          if (bridge.isCancelled()) {
            loop.callSoonThreadsafe(future::cancel);
          }
        });
    return bridge;
  }

  private static <T> void complete(CompletableFuture<T> bridge, Future<T> done) {
    if (done.isCancelled()) {
      bridge.cancel(false);
      return;
    }
    try {
      bridge.complete(done.result());
    } catch (Throwable failure) {
      bridge.completeExceptionally(failure);
    }
  }

  static <T> Future<T> bridgeFrom(CompletionStage<T> stage) {
    Completer<T> completer = Completer.open(stage.toString(), () -> cancel(stage));
    stage.whenComplete(
        (result, failure) -> {
          if (failure == null) {
            completer.succeed(result);
          } else if (failure instanceof CancellationException) {
            completer.cancel();
          } else {
            completer.fail(unwrap(failure));
          }
        });
    return completer.future();
  }

  private static void cancel(CompletionStage<?> stage) {
    try {
      stage.toCompletableFuture().cancel(true);
    } catch (UnsupportedOperationException _) {
      // a stage may refuse the conversion; then it simply runs on and its result is dropped
    }
  }

  private static Throwable unwrap(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
