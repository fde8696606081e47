package dev.baton;

import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;

/// Where blocking work belongs: a database call, a file, a library that knows no loop.
///
/// A blocking call inside a task stops the whole loop, since the task keeps the baton.
/// [#call(Body)] runs it on a virtual thread outside the loop; the task waits and the others go on.
/// asyncio calls this `to_thread`.
///
/// The body runs at the same time as the loop: it must not touch what tasks use, unless that is
/// made for threads. It is not bounded either; use a `Semaphore` where many calls at once would do
/// harm.
public final class Blocking {
  private Blocking() {}

  /// Runs the body outside the loop and waits for its result.
  ///
  /// If the task is cancelled while it waits, the body's thread is interrupted and the task does
  /// not wait for it any longer; the loop does, before it ends.
  ///
  /// @throws X what the body throws
  @Suspends
  public static <T, X extends Exception> T call(Body<T, X> body) throws X {
    Task.require("Blocking.call()");
    try {
      return new Call<>(EventLoop.running(), body).start().await();
    } catch (Throwable failure) {
      throw Throwing.raise(failure);
    }
  }

  /// The same for a body that returns nothing.
  @Suspends
  public static <X extends Exception> void call(Action<X> body) throws X {
    call(body.asBody());
  }

  private static final class Call<T> {
    private final EventLoop loop;
    private final Body<T, ?> body;
    private final Completer<T> completer;

    /// Set on the loop before anything can cancel the call.
    private Thread thread;

    Call(EventLoop loop, Body<T, ?> body) {
      this.loop = loop;
      this.body = body;
      this.completer = Completer.open("a blocking call", () -> thread.interrupt());
    }

    Future<T> start() {
      loop.blockingCalls().started();
      thread = VirtualThreads.startOutside("baton-blocking", this::run);
      return completer.future();
    }

    private void run() {
      Runnable outcome;
      try {
        T result = body.run();
        outcome = () -> completer.succeedNow(result);
      } catch (Throwable failure) {
        outcome = () -> failed(failure);
      }
      Runnable deliver = outcome;
      loop.callSoonThreadsafe(
          () -> {
            deliver.run();
            loop.blockingCalls().ended();
          });
    }

    private void failed(Throwable failure) {
      if (!completer.failNow(failure) && !isInterruption(failure)) {
        loop.callExceptionHandler(
            new UnhandledFailure(
                "a blocking call failed after its task was cancelled", failure, null));
      }
    }

    private static boolean isInterruption(Throwable failure) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof InterruptedException
            || cause instanceof InterruptedIOException
            || cause instanceof ClosedByInterruptException) {
          return true;
        }
      }
      return false;
    }
  }
}
