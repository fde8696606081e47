package dev.baton;

import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.function.Consumer;

/// Where blocking work belongs: a database call, a file, a library that knows no loop.
///
/// A blocking call inside a task stops the whole loop, since the task keeps the baton.
/// [#call(Body)] runs it on a virtual thread outside the loop; the task waits and the others go on.
/// asyncio calls this `to_thread`.
///
/// The body runs at the same time as the loop: it must not touch what tasks use, unless that is
/// made for threads. It is not bounded either; use a `Semaphore` where many calls at once would do
/// harm.
///
/// **When the task is cancelled** while it waits, the body's thread is interrupted and the task
/// does not wait for it any longer; the loop does, before it ends. What the body returns after that
/// reaches nobody, so it is handed back: it is closed if it is an [AutoCloseable], or given to
/// whoever the call names. A body that returns something closeable which it has not opened itself
/// must name one.
public final class Blocking {
  private Blocking() {}

  /// Runs the body outside the loop and waits for its result.
  ///
  /// ```java
  /// String text = Blocking.call(() -> Files.readString(path));
  /// ```
  ///
  /// @return what the body returns. If the task is cancelled meanwhile, that is closed instead if
  ///   it is an [AutoCloseable], also if the body has not opened it
  /// @throws X what the body throws
  @Suspends
  public static <T, X extends Exception> T call(Body<T, X> body) throws X {
    return call(body, Blocking::close);
  }

  /// The same for a result that is handed back in another way.
  ///
  /// @param handBack takes a result that nobody waits for any more; runs outside the loop, as the
  ///   body does
  @Suspends
  public static <T, X extends Exception> T call(Body<T, X> body, Consumer<? super T> handBack)
      throws X {
    Task.require("Blocking.call()");
    Future<T> result = new Call<>(EventLoop.running(), body, handBack).start();
    try {
      return result.await();
    } catch (Throwable failure) {
      result.cancel(); // if the wait was refused: nobody will take the result
      throw SneakyThrow.raise(failure);
    }
  }

  /// The same for a body that returns nothing.
  @Suspends
  public static <X extends Exception> void call(Action<X> body) throws X {
    call(body.asBody());
  }

  private static void close(Object result) {
    if (result instanceof AutoCloseable opened) {
      try {
        opened.close();
      } catch (Exception failure) {
        throw SneakyThrow.raise(failure);
      }
    }
  }

  private static final class Call<T> {
    private final EventLoop loop;
    private final Body<T, ?> body;
    private final Consumer<? super T> handBack;
    private final Completer<T> completer;

    /// Set on the loop before anything can cancel the call.
    private Thread thread;

    Call(EventLoop loop, Body<T, ?> body, Consumer<? super T> handBack) {
      this.loop = loop;
      this.body = body;
      this.handBack = Objects.requireNonNull(handBack, "handBack");
      this.completer =
          Completer.open("a blocking call", () -> thread.interrupt(), this::startHandingBack);
    }

    Future<T> start() {
      loop.blockingCalls().started();
      thread = VirtualThreads.startOutside("baton-blocking", this::run);
      return completer.future();
    }

    private void run() {
      T result;
      try {
        result = body.run();
      } catch (Throwable failure) {
        end(() -> failed(failure));
        return;
      }
      if (!end(() -> completer.succeedNow(result))) {
        handBack.accept(result); // the loop has ended without waiting for this
      }
    }

    /// False if the loop has ended.
    private boolean end(Runnable outcome) {
      return loop.callSoonThreadsafe(
          () -> {
            try {
              outcome.run();
            } finally {
              loop.blockingCalls().ended();
            }
          });
    }

    /// On the loop, for which closing might take too long.
    private void startHandingBack(T result) {
      loop.blockingCalls().started();
      VirtualThreads.startOutside("baton-handing-back", () -> handBack(result));
    }

    private void handBack(T result) {
      try {
        handBack.accept(result);
        end(() -> {});
      } catch (Throwable failure) {
        end(() -> report("handing back the result of a blocking call failed", failure));
      }
    }

    private void failed(Throwable failure) {
      if (!completer.failNow(failure) && !isInterruption(failure)) {
        report("a blocking call failed after its task was cancelled", failure);
      }
    }

    private void report(String what, Throwable failure) {
      loop.callExceptionHandler(new UnhandledFailure(what, failure, null));
    }

    /// Also where the task has closed, as it left, the channel that the body used.
    private static boolean isInterruption(Throwable failure) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof InterruptedException
            || cause instanceof InterruptedIOException
            || cause instanceof ClosedChannelException) {
          return true;
        }
      }
      return false;
    }
  }
}
