package dev.baton;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// A result that is not there yet: the point where one piece of code waits for another.
///
/// Most programs await [Task]s, which are futures with a body. A bare future is for whoever builds
/// something new to wait for: create it with [EventLoop#createFuture()], let tasks
/// [await][#await()] it, and complete it once, from a callback or another task.
///
/// ```text
///              setResult            result() returns it
///            +------------> FINISHED
///            | setException
///  PENDING --+------------> FAILED      result() raises it
///            | cancel
///            +------------> CANCELLED   result() raises CancelledError
/// ```
///
/// A future that is done stays as it is: `setResult` and `setException` are refused, `cancel`
/// returns false. Completing a future runs nothing at once: its callbacks, and the tasks that await
/// it, go on in the next turn of the loop, in the order in which they came.
///
/// A future belongs to one loop and is used on that loop only. For results from other threads there
/// are [Completer] and [#from(CompletionStage)].
///
/// @param <T> the result
public class Future<T> {
  private enum State {
    PENDING,
    FINISHED,
    FAILED,
    CANCELLED
  }

  private final EventLoop loop;
  private State state = State.PENDING;

  /// The result, the [UnreadFailure], or for a cancelled future the message or the error it was
  /// cancelled with.
  private Object outcome;

  /// Null, one callback, or a list of them. A [Baton] among them is a task that awaits this future.
  private Object callbacks;

  /// What a task that awaits this waits for, for reports; null: this future itself.
  private final Object waitsFor;

  Future(EventLoop loop, Object waitsFor) {
    this.loop = loop;
    this.waitsFor = waitsFor;
  }

  /// Waits until this is done and gives its result, or raises what it failed with.
  ///
  /// Does not give the baton away if this is done already. If the calling task is cancelled while
  /// it waits, this future is cancelled too; use [Async#shield] to prevent that.
  ///
  /// @throws Exception the very exception that this future failed with; its trace also shows where
  ///   it was awaited
  /// @throws CancelledError if this future or the calling task was cancelled
  @Suspends
  public final T await() throws Exception {
    Task<?> task = Task.require("await()");
    if (!isDone()) {
      task.waitFor(this);
    }
    if (state == State.FAILED) {
      AwaitedHere.mark(failed().error, task);
    }
    return result();
  }

  /// The same, for a future that is known to fail with this type only: it declares no more than
  /// that. For one that never fails, say `RuntimeException.class`.
  ///
  /// @throws X what it failed with
  /// @throws CompletionException around a checked exception of another type
  @Suspends
  public final <X extends Exception> T awaitThrowing(Class<X> expected) throws X {
    try {
      return await();
    } catch (RuntimeException unchecked) {
      throw unchecked;
    } catch (Exception checked) {
      if (expected.isInstance(checked)) {
        throw expected.cast(checked);
      }
      throw new CompletionException(checked);
    }
  }

  /// True when there is a result, a failure or a cancellation.
  public final boolean isDone() {
    return state != State.PENDING;
  }

  /// True when this was cancelled.
  public final boolean isCancelled() {
    return state == State.CANCELLED;
  }

  /// True when this failed; looking does not count as having seen the failure.
  final boolean hasFailed() {
    return state == State.FAILED;
  }

  /// True while a task or a callback waits for this.
  final boolean isAwaited() {
    return callbacks != null;
  }

  /// True also for a gather that was cancelled: it fails with the error.
  final boolean raisesCancellation() {
    return isCancelled() || hasFailed() && failed().error instanceof CancelledError;
  }

  final boolean hasResult() {
    return state == State.FINISHED;
  }

  /// The result, without waiting.
  ///
  /// @throws InvalidStateException if this is not done
  /// @throws CancelledError if it was cancelled
  /// @throws Exception what it failed with
  @SuppressWarnings("unchecked")
  public final T result() throws Exception {
    return switch (state) {
      case FINISHED -> (T) outcome;
      case FAILED -> throw SneakyThrow.raise(readFailure());
      case CANCELLED -> throw cancelledError();
      case PENDING -> throw new InvalidStateException(this + " has no result yet; await it");
    };
  }

  /// What this failed with, or null if it has a result. Asking counts as having seen the failure.
  ///
  /// @throws InvalidStateException if this is not done
  /// @throws CancelledError if it was cancelled
  public final Throwable exception() {
    return switch (state) {
      case FINISHED -> null;
      case FAILED -> readFailure();
      case CANCELLED -> throw cancelledError();
      case PENDING -> throw new InvalidStateException(this + " is not done yet; await it");
    };
  }

  /// Completes this with a result.
  ///
  /// @throws InvalidStateException if this is done
  public void setResult(T result) {
    complete(State.FINISHED, result);
  }

  /// Completes this with a failure, which is raised in whoever awaits it.
  ///
  /// @throws InvalidStateException if this is done
  public void setException(Throwable exception) {
    fail(exception);
  }

  final void fail(Throwable exception) {
    requirePending();
    Objects.requireNonNull(exception, "exception");
    complete(State.FAILED, loop.failures().track(this, exception));
  }

  /// For a future that repeats another's failure: nobody need look at it.
  final void failUnreported(Throwable exception) {
    fail(exception);
    readFailure();
  }

  /// Cancels this; whoever awaits it gets a [CancelledError].
  ///
  /// @return false if it was done already
  public final boolean cancel() {
    return cancel(null);
  }

  /// Cancels this with a message for the [CancelledError].
  public boolean cancel(String message) {
    return cancelWith(message);
  }

  final boolean cancelWith(Object messageOrError) {
    loop.requireHere();
    if (isDone()) {
      return false;
    }
    complete(State.CANCELLED, messageOrError);
    return true;
  }

  /// Lets the callback be run, on the loop's thread, in the turn after this is done; in the next
  /// turn if it is done already. Callbacks must not wait.
  public final void addDoneCallback(Consumer<? super Future<T>> callback) {
    loop.requireHere();
    addCallback(new DoneCallback<>(this, Objects.requireNonNull(callback, "callback")));
  }

  /// Takes back a callback, as often as it was added and has not been scheduled yet.
  ///
  /// @return how often it was taken back
  public final int removeDoneCallback(Consumer<? super Future<T>> callback) {
    loop.requireHere();
    DoneCallback<T> wanted = new DoneCallback<>(this, callback);
    int count = 0;
    while (removeCallback(wanted)) {
      count++;
    }
    return count;
  }

  /// The loop that this belongs to.
  public final EventLoop loop() {
    return loop;
  }

  /// A [CompletableFuture] with the same outcome, for code that knows no loop. Cancelling either
  /// cancels the other; the bridge may be completed or cancelled from any thread.
  public final CompletableFuture<T> toCompletableFuture() {
    return CompletableFutureBridge.bridgeTo(this);
  }

  /// A future of the running loop with the outcome of this stage. Cancelling it cancels the stage,
  /// if that is a [CompletableFuture] or can become one. While the stage is open the loop waits for
  /// it.
  public static <T> Future<T> from(CompletionStage<T> stage) {
    return CompletableFutureBridge.bridgeFrom(stage);
  }

  private CancelledError cancelledError() {
    return outcome instanceof CancelledError error ? error : new CancelledError((String) outcome);
  }

  /// What this failed with, if it has, for those who only watch: looking does not count as having
  /// seen the failure.
  public final Optional<Throwable> failure() {
    return hasFailed() ? Optional.of(failed().error) : Optional.empty();
  }

  private UnreadFailure failed() {
    return (UnreadFailure) outcome;
  }

  private Throwable readFailure() {
    loop.failures().forget(failed());
    return failed().error;
  }

  /// What a task that awaits this waits for.
  final Object waitsFor() {
    return waitsFor == null ? this : waitsFor;
  }

  /// True where certain tasks have to do something before this is done.
  final boolean isUpToTasks() {
    Object target = waitsFor();
    return target instanceof Task<?> || target instanceof Blocker;
  }

  /// The task would be woken by this.
  final void addWaiter(Baton waiter) {
    addCallback(waiter);
  }

  final void removeWaiter(Baton waiter) {
    removeCallback(waiter);
  }

  /// The task that awaits this was cancelled although this is done.
  @SuppressWarnings("unchecked")
  final void loseResult() {
    if (hasResult()) {
      lose((T) outcome);
    }
  }

  /// The result will reach nobody: for those who know how to close it.
  void lose(T result) {}

  private void requirePending() {
    loop.requireHere();
    if (isDone()) {
      throw new InvalidStateException(this + " is done already; a future is completed once");
    }
  }

  private void complete(State outcomeState, Object value) {
    requirePending();
    state = outcomeState;
    outcome = value;
    Object waiting = callbacks;
    callbacks = null;
    if (waiting instanceof List<?> several) {
      several.forEach(callback -> wake((Runnable) callback));
    } else if (waiting != null) {
      wake((Runnable) waiting);
    }
  }

  private void wake(Runnable callback) {
    if (loop.listener() == null) {
      loop.ready(callback);
    } else if (callback instanceof Baton baton) {
      loop.ready(callback);
      loop.listener().woken(baton.task, loop.doer());
    } else {
      loop.ready(OnBehalf.of(loop.doer(), callback));
    }
  }

  private void addCallback(Runnable callback) {
    if (isDone()) {
      loop.ready(callback);
    } else if (callbacks == null) {
      callbacks = callback;
    } else if (callbacks instanceof Callbacks several) {
      several.addSwept(callback);
    } else {
      Callbacks several = new Callbacks();
      several.add((Runnable) callbacks);
      several.add(callback);
      callbacks = several;
    }
  }

  private boolean removeCallback(Runnable callback) {
    if (callbacks instanceof List<?> several) {
      return several.remove(callback);
    }
    if (callback.equals(callbacks)) {
      callbacks = null;
      return true;
    }
    return false;
  }

  /// Who adds a callback may forget it: a loop over [Async#asCompleted] that is left early. A
  /// future that lives for long would keep it, and the next, and the next.
  interface Abandonable {
    /// True when nobody will ask any more for what the callback brings.
    boolean isAbandoned();
  }

  /// Two or more. From time to time those that were abandoned are swept out, so that no more than
  /// about twice as many are kept as are wanted.
  private static final class Callbacks extends ArrayList<Runnable> {
    private static final int SWEEP_FROM = 64;
    private static final long serialVersionUID = 1;

    private int sweepAt = SWEEP_FROM;

    void addSwept(Runnable callback) {
      if (size() >= sweepAt) {
        removeIf(other -> other instanceof DoneCallback<?> done && done.isAbandoned());
        sweepAt = Math.max(SWEEP_FROM, 2 * size());
      }
      add(callback);
    }
  }

  /// Equal when it is the same callback of the same future.
  private record DoneCallback<T>(Future<T> future, Consumer<? super Future<T>> callback)
      implements Runnable {
    @Override
    public void run() {
      callback.accept(future);
    }

    boolean isAbandoned() {
      return callback instanceof Abandonable other && other.isAbandoned();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof DoneCallback<?> that
          && future == that.future
          && callback == that.callback;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(callback);
    }
  }

  @Override
  public String toString() {
    return "Future [" + describeState() + "]";
  }

  final String describeState() {
    return switch (state) {
      case PENDING -> "pending";
      case FINISHED -> "result: " + outcome;
      case FAILED -> "failed: " + failed().error;
      case CANCELLED -> "cancelled";
    };
  }
}
