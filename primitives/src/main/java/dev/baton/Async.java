package dev.baton;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/// The verbs of asyncio, to be imported statically.
///
/// | verb | does |
/// |---|---|
/// | [spawn][#spawn(Body)] | starts a task |
/// | [sleep][#sleep(Duration)], [yieldNow][#yieldNow()] | lets others run, for a time or for one turn |
/// | [gather][#gather(Future\[\])] | one future for the results of several, in order |
/// | [wait][#wait(Collection, ReturnWhen)] | waits until the first, or all, of several are done |
/// | [asCompleted][#asCompleted(Collection)] | the results of several, in the order in which they come |
/// | [timeout][#timeout(Duration, Body)], [waitFor][#waitFor(Future, Duration)] | waits no longer than this |
/// | [shield][#shield(Future)] | waits without passing a cancellation on |
///
/// Only a verb marked [Suspends] can give the baton away. `gather`, `shield` and `asCompleted` make
/// futures: it is their `await()` that waits.
public final class Async {
  private Async() {}

  /// Starts a task. It takes its first step in the next turn, so this returns before the body
  /// begins.
  ///
  /// Keep the task and await it, or better, start it in a [TaskGroup], which cannot forget it. A
  /// failure that nobody awaits is reported to the loop's [ExceptionHandler].
  ///
  /// The task's thread inherits the inheritable thread-locals of the code that spawns it, as
  /// asyncio's tasks copy the context. Scoped values are not inherited: bind them inside the body.
  public static <T> Task<T> spawn(Body<? extends T, ?> body) {
    return spawn(null, body);
  }

  /// The same with a name for reports.
  public static <T> Task<T> spawn(String name, Body<? extends T, ?> body) {
    return EventLoop.running().tasks().spawn(name, body, null);
  }

  /// The same for a body that returns nothing.
  public static Task<Void> spawn(Action<?> body) {
    return spawn(null, body);
  }

  /// The same for a body that returns nothing, with a name for reports.
  public static Task<Void> spawn(String name, Action<?> body) {
    return EventLoop.running().tasks().spawn(name, body.asBody(), null);
  }

  /// The task that runs this code.
  ///
  /// @throws IllegalStateException outside any task
  public static Task<?> currentTask() {
    return requireTask("currentTask()");
  }

  /// The task that runs this code, for those who write primitives.
  ///
  /// @throws IllegalStateException saying that `what` must be called from a task, outside any task
  public static Task<?> requireTask(String what) {
    return Task.require(what);
  }

  /// Waits for this long; zero or less is [#yieldNow()]. The unit of the real clock is a
  /// millisecond: a sleep never ends early, but may end one late.
  @Suspends
  public static void sleep(Duration duration) {
    Task<?> task = Task.require("sleep()");
    if (duration.isZero() || duration.isNegative()) {
      task.yieldNow();
    } else {
      Sleep.until(task.loop().after(duration), task);
    }
  }

  /// Lets everything that is ready run once. Where a long computation calls this now and then, the
  /// others go on meanwhile.
  @Suspends
  public static void yieldNow() {
    Task.require("yieldNow()").yieldNow();
  }

  /// Counts one operation that need not wait, as each call on a socket does that finds at once what
  /// it wants: for those who write transports. A task that makes only such calls would hold the
  /// loop for ever, so it has a budget for each of its steps: 64 of them, or 2 ms by the loop's
  /// clock.
  ///
  /// ```java
  /// if (Async.spendBudget()) {
  ///   Async.renewBudget();
  /// }
  /// ```
  ///
  /// @return true if the budget is spent: [#renewBudget()] before you go on
  public static boolean spendBudget() {
    Task<?> task = Task.currentOrNull();
    return task != null && task.loop().scheduler().spend(task);
  }

  /// Lets everything that is ready run once, as [#yieldNow()] does, and then counts the operation
  /// that [#spendBudget()] has found to be one too many.
  @Suspends
  public static void renewBudget() {
    Task<?> task = Task.require("renewBudget()");
    task.yieldNow();
    task.loop().scheduler().renewBudget();
  }

  /// Counts one operation that need not wait, and lets the others run if the budget was spent: see
  /// [#spendBudget()].
  @Suspends
  public static void letOthersRun() {
    if (spendBudget()) {
      renewBudget();
    }
  }

  /// A future of the results of these, in this order. It fails with the first failure, at once; the
  /// others then run on, which is why a [TaskGroup] is mostly the better choice. If one of them
  /// fails later and nobody awaits it, that is reported (asyncio drops it). Cancelling it cancels
  /// them all.
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public static <T> Future<List<T>> gather(Future<? extends T>... futures) {
    return gather(Arrays.asList(futures));
  }

  /// Starts a task for each body, and gathers them.
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public static <T> Future<List<T>> gather(Body<? extends T, ?>... bodies) {
    return gather(Arrays.stream(bodies).map(Async::<T>spawn).toList());
  }

  /// The same for a collection of futures.
  public static <T> Future<List<T>> gather(Collection<? extends Future<? extends T>> futures) {
    return new Gathering<T, T>(EventLoop.running(), futures, true, Gathering::result).start();
  }

  /// A future of how these ended, in this order. No failure makes it fail. Cancelling it cancels
  /// them all.
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public static <T> Future<List<Outcome<T>>> gatherOutcomes(Future<? extends T>... futures) {
    return gatherOutcomes(Arrays.asList(futures));
  }

  /// Starts a task for each body, and gathers how they end.
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public static <T> Future<List<Outcome<T>>> gatherOutcomes(Body<? extends T, ?>... bodies) {
    return gatherOutcomes(Arrays.stream(bodies).map(Async::<T>spawn).toList());
  }

  /// The same for a collection of futures.
  public static <T> Future<List<Outcome<T>>> gatherOutcomes(
      Collection<? extends Future<? extends T>> futures) {
    return new Gathering<T, Outcome<T>>(EventLoop.running(), futures, false, Outcome::of).start();
  }

  /// Waits until enough of these are done. How they end is not raised here. If the task is
  /// cancelled, they are not.
  ///
  /// Not to be imported statically: Java finds [Object#wait()] first.
  @Suspends
  public static <F extends Future<?>> DoneAndPending<F> wait(
      Collection<F> futures, ReturnWhen when) {
    return WaitForSeveral.wait(futures, when, null);
  }

  /// The same for at most this long; what is not done by then is among the pending.
  @Suspends
  public static <F extends Future<?>> DoneAndPending<F> wait(
      Collection<F> futures, ReturnWhen when, Duration limit) {
    return WaitForSeveral.wait(futures, when, limit);
  }

  /// As many futures as were given. The first to be handed out gets the outcome that comes first,
  /// and so on:
  ///
  /// ```java
  /// for (Future<String> next : asCompleted(pages)) {
  ///   show(next.await());
  /// }
  /// ```
  public static <T> Iterable<Future<T>> asCompleted(
      Collection<? extends Future<? extends T>> futures) {
    return asCompleted(futures, null);
  }

  /// The same, but those that have no outcome after `limit` fail with a [TimeoutException].
  public static <T> Iterable<Future<T>> asCompleted(
      Collection<? extends Future<? extends T>> futures, Duration limit) {
    Iterator<Future<T>> completions = Completions.of(EventLoop.running(), futures, limit);
    return () -> completions;
  }

  /// A future with the same outcome, whose cancellation does not reach the original.
  public static <T> Future<T> shield(Future<T> future) {
    return Shield.of(future);
  }

  /// Runs the body, in this task, for at most this long: see [Timeout].
  ///
  /// @throws TimeoutException when the time is over
  /// @throws X what the body throws
  @Suspends
  public static <T, X extends Exception> T timeout(Duration limit, Body<T, X> body) throws X {
    return Timeout.after(limit).run(body);
  }

  /// The same for a body that returns nothing.
  @Suspends
  public static <X extends Exception> void timeout(Duration limit, Action<X> body) throws X {
    Timeout.after(limit).run(body);
  }

  /// Awaits this future for at most this long, then cancels it, and waits until it has ended.
  ///
  /// @throws TimeoutException when the time is over
  /// @throws Exception what the future failed with
  @Suspends
  public static <T> T waitFor(Future<T> future, Duration limit) throws Exception {
    if (!limit.isZero() && !limit.isNegative()) {
      return timeout(limit, future::await);
    }
    Task.require("waitFor()");
    if (!future.isDone()) {
      cancelAndWait(future);
      if (future.isCancelled()) {
        throw new TimeoutException("waitFor() with no time left: the future was not done");
      }
    }
    return future.result();
  }

  @Suspends
  private static void cancelAndWait(Future<?> future) throws Exception {
    Future<Void> ended = WaitForSeveral.allDone(future.loop(), List.of(future));
    future.cancel();
    ended.await();
  }
}
