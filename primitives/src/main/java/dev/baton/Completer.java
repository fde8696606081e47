package dev.baton;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Brings the result of a callback on a foreign thread into the loop.
///
/// ```java
/// Call call = client.newCall(request);
/// Completer<String> answer = Completer.open("GET " + request.url(), call::cancel);
/// call.enqueue(new Callback() {
///   @Override
///   public void onResponse(Call call, Response response) {
///     try (response) {
///       answer.succeed(response.body().string()); // reads here, on OkHttp's thread
///     } catch (Throwable failure) {
///       answer.fail(failure);
///     }
///   }
///
///   @Override
///   public void onFailure(Call call, IOException failure) {
///     answer.fail(failure);
///   }
/// });
/// return Async.timeout(
///     Duration.ofSeconds(10), () -> answer.future().awaitThrowing(IOException.class));
/// ```
///
/// Cancelling works in both directions: if the waiting task is cancelled, so is the outside work;
/// if the outside calls [#cancel()], so is the future. The first of `succeed`, `fail` and `cancel`
/// counts, later ones return false. A result that arrives when nobody waits any more is given to
/// `discard`, so that what it holds open is closed; so is one that has arrived when the task that
/// awaits it is cancelled before it can take it. One task awaits it, therefore.
///
/// While it is open the loop knows that something may still happen.
///
/// @param <T> the result
public final class Completer<T> {
  private final EventLoop loop;
  private final Future<T> future;
  private final OutsideSource source;
  private final Runnable cancelOutside;
  private final Consumer<? super T> discard;
  private final AtomicBoolean completed = new AtomicBoolean();

  private Completer(
      EventLoop loop, String what, Runnable cancelOutside, Consumer<? super T> discard) {
    this.loop = loop;
    this.cancelOutside = Objects.requireNonNull(cancelOutside, "cancelOutside");
    this.discard = Objects.requireNonNull(discard, "discard");
    this.source = loop.openSource(what);
    this.future = new Awaited<>(loop, source, this.discard);
    future.addDoneCallback(this::onDone);
  }

  private static final class Awaited<T> extends Future<T> {
    private final Consumer<? super T> discard;

    Awaited(EventLoop loop, OutsideSource source, Consumer<? super T> discard) {
      super(loop, source);
      this.discard = discard;
    }

    /// In the task that was cancelled: it must hear of that, and of nothing else.
    @Override
    void lose(T result) {
      try {
        discard.accept(result);
      } catch (Throwable failure) {
        loop()
            .callExceptionHandler(
                new UnhandledFailure("discarding a result failed", failure, null));
      }
    }
  }

  /// Opens one on the running loop, for results that need no closing.
  ///
  /// @param what what is under way, for reports
  /// @param cancelOutside cancels it; runs on the loop, must not block
  public static <T> Completer<T> open(String what, Runnable cancelOutside) {
    return open(what, cancelOutside, _ -> {});
  }

  /// Opens one on the running loop.
  ///
  /// @param discard takes a result that comes too late; runs on the loop, or on the foreign thread
  ///   if the loop has ended
  public static <T> Completer<T> open(
      String what, Runnable cancelOutside, Consumer<? super T> discard) {
    return new Completer<>(EventLoop.running(), what, cancelOutside, discard);
  }

  /// What the task awaits.
  public Future<T> future() {
    return future;
  }

  /// Gives the result. Any thread may call this.
  ///
  /// @return false if it was completed before
  public boolean succeed(T result) {
    if (!completed.compareAndSet(false, true)) {
      discard.accept(result);
      return false;
    }
    if (!loop.callSoonThreadsafe(() -> succeedNow(result))) {
      discard.accept(result);
    }
    return true;
  }

  /// Fails. Any thread may call this. A failure that comes after the task was cancelled is dropped:
  /// the cancellation is its cause.
  ///
  /// @return false if it was completed before
  public boolean fail(Throwable failure) {
    Objects.requireNonNull(failure, "failure");
    if (!completed.compareAndSet(false, true)) {
      return false;
    }
    loop.callSoonThreadsafe(() -> failNow(failure));
    return true;
  }

  /// Cancels the future. Any thread may call this.
  ///
  /// @return false if it was completed before
  public boolean cancel() {
    if (!completed.compareAndSet(false, true)) {
      return false;
    }
    loop.callSoonThreadsafe(future::cancel);
    return true;
  }

  // --- on the loop

  void succeedNow(T result) {
    if (future.isDone()) {
      discard.accept(result);
    } else {
      future.setResult(result);
    }
  }

  boolean failNow(Throwable failure) {
    if (future.isDone()) {
      return false;
    }
    future.setException(failure);
    return true;
  }

  private void onDone(Future<T> done) {
    source.close();
    if (done.isCancelled() && !completed.get()) {
      cancelOutside.run();
    }
  }
}
