package dev.baton;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A method that runs on its own, one step at a time: the thing that a loop has many of.
///
/// A task runs on a virtual thread of its own, but only while it holds the loop's baton. It starts
/// in the turn after [Async#spawn] or [TaskGroup#spawn], runs until it has to wait in a method
/// marked [Suspends], goes on when what it waits for has happened, and ends with its body. It is
/// the [Future] of what the body returns or throws.
///
/// ```text
///            first turn            has to wait
///  SPAWNED ------------> RUNNING <------------> SUSPENDED
///     |                     |        woken
///     | cancelled before    | body returned, threw, or let a CancelledError out
///     +-----------------> DONE
/// ```
///
/// **Cancelling** is a request. [#cancel(String)] makes the place where the task waits, or the next
/// one, raise [CancelledError]. The task may clean up in `finally`, which may wait in turn; it may
/// also catch the error and go on. A task whose body lets the error out ends cancelled.
///
/// @param <T> what the body returns
public final class Task<T> extends Future<T> {
  private final Baton baton;
  private final int number;

  /// Null once the task has ended, so that what it refers to can be let go.
  private Body<? extends T, ?> body;

  private String name;
  private final StackFrame startedAt;
  private boolean started;

  /// What the task awaits; null while it runs or is ready to.
  private Future<?> waitingFor;

  /// A cancellation that is to be raised at the next place where the task waits.
  private boolean mustCancel;

  private String cancelMessage;

  /// True while a request to cancel is passed on to what the task awaits.
  private boolean passingOn;

  /// A wait for itself was refused. As in asyncio, where the mark of that wait stays, every other
  /// wait is refused from then on.
  private boolean awaitedItself;

  /// Requests that were made and not taken back.
  private int cancelRequests;

  /// A request has reached the body as a [CancelledError].
  private boolean gotCancelled;

  /// How many scopes it is in that will end its waiting after some time.
  private int timeLimits;

  /// What it has to give back before it ends; null before the first.
  private List<Blocker> held;

  /// What a gather that it was part of has failed with, before this task had ended; or null.
  private Throwable leftBehindBy;

  /// Neighbours in the [TaskList] of the loop.
  Task<?> previous;

  Task<?> next;

  Task(EventLoop loop, int number, String name, Body<? extends T, ?> body) {
    super(loop, null);
    this.number = number;
    this.name = name;
    this.body = Objects.requireNonNull(body, "body");
    this.startedAt = loop.callSite();
    this.baton = Baton.of(this, loop.isMounted());
  }

  /// The task that runs this code, or null outside any task.
  static Task<?> currentOrNull() {
    EventLoop loop = EventLoop.here();
    return loop == null ? null : loop.current();
  }

  /// The task that runs this code.
  ///
  /// @throws IllegalStateException naming `what`, outside any task
  static Task<?> require(String what) {
    Task<?> task = currentOrNull();
    if (task == null) {
      throw new IllegalStateException(
          what + " must be called from a task; start one with EventLoop.run(...)");
    }
    return task;
  }

  /// The name given to [Async#spawn(String, Body)], or `task-` and a number.
  public String name() {
    return name == null ? "task-" + number : name;
  }

  /// Renames the task, for reports and traces.
  public void setName(String name) {
    this.name = name;
  }

  // --- cancelling
  //
  // A request travels down to what the task awaits, and the error comes up from there. Where it
  // meets the task decides which way it takes. `answer` is a future that a callback will complete:
  //
  //   Task<String> inner = spawn(() -> answer.await());
  //   Task<String> outer = spawn(() -> inner.await());
  //
  // 1. outer.cancel(), while both wait. markChain counts a request for outer and for inner; deliver
  //    cancels `answer`, which puts inner into the ready queue as any completion would. In inner,
  //    waitFor returns and await() raises the error; inner ends cancelled, and that wakes outer.
  //
  // 2. answer.setResult("yes"), then inner.cancel() in the same turn. `answer` is done and inner is
  //    ready: nothing is left to cancel. deliver sets mustCancel; when inner goes on,
  //    raiseCancellation drops the result and raises. (So a lock that was handed to a cancelled
  //    task has to be passed on: see Lock.acquire.)
  //
  // 3. inner calls currentTask().cancel(), then answer.await(). It awaits nothing when the request
  //    comes, so only mustCancel is set. waitFor finds it and calls passOn, which cancels `answer`;
  //    inner still gives the baton away for a turn, as asyncio's task does, and then raises.
  //
  // 4. As 3, but the stack is too deep to be put aside: suspend is refused. By then passOn has
  //    cancelled `answer`, and inner stands in the ready queue. takeBack undoes that and sets
  //    mustCancel again, so that the next wait raises: the request is not lost. (A thread that is
  //    pinned is noticed before anything happens, by Pinning.check.)
  //
  // 5. The two await each other, and somebody cancels outer. The way down leads back to
  //    outer, whose passingOn is set. Nothing at the end of this way can be cancelled, so wakeWith
  //    breaks the ring there: inner is woken with the error although outer, which it awaits, is
  //    not done.
  //
  // CancellationPathsTest runs all but the fourth.

  /// Asks the task to stop: see the type. Each request is counted, see [#cancelling()].
  ///
  /// @return false if the task has ended; true says only that it was asked
  @Override
  public boolean cancel(String message) {
    loop().requireHere();
    if (isDone()) {
      return false;
    }
    if (passingOn) {
      wakeWith(message); // what it waits for waits for it in turn
      return true;
    }
    Task<?> last = markChain();
    try {
      last.deliver(message);
    } finally {
      unmarkChain(last);
    }
    return true;
  }

  /// Tasks may await each other in a chain of any length: no recursion. Or in a ring, which is
  /// broken where it closes.
  ///
  /// @return the last task of the chain that begins here
  Task<?> markChain() {
    Task<?> last = this;
    last.requested();
    while (last.waitingFor instanceof Task<?> inner && !inner.isDone() && !inner.passingOn) {
      last = inner;
      last.requested();
    }
    return last;
  }

  /// Where nothing can overflow: this may run at the end of the stack.
  void unmarkChain(Task<?> last) {
    Task<?> task = this;
    while (task != last) {
      task.passingOn = false;
      task = (Task<?>) task.waitingFor;
    }
    last.passingOn = false;
  }

  boolean isPassingOn() {
    return passingOn;
  }

  Future<?> waitingFor() {
    return waitingFor;
  }

  private void requested() {
    cancelRequests++;
    passingOn = true;
    if (loop().listener() != null) {
      loop().listener().cancelRequested(this, loop().doer());
    }
  }

  /// A request from before the task had to wait.
  private boolean passOn() {
    mustCancel = false; // if the task waits for itself over others, the request sets it again
    boolean passedOn = waitingFor.cancel(cancelMessage);
    mustCancel |= !passedOn;
    return passedOn;
  }

  /// To what the task waits for, which then wakes it with the error; or to the task itself.
  void deliver(String message) {
    if (waitingFor instanceof Task<?> inner && inner.passingOn) {
      wakeWith(message);
    } else {
      wasPassedOn(waitingFor != null && waitingFor.cancel(message), message);
    }
  }

  /// @param accepted what this waits for can be cancelled, and will wake this with the error
  void wasPassedOn(boolean accepted, String message) {
    if (!accepted) {
      mustCancel = true;
      cancelMessage = message;
    }
  }

  private void wakeWith(String message) {
    boolean woken = mustCancel || waitingFor.isDone();
    mustCancel = true;
    cancelMessage = message;
    if (!woken) {
      waitingFor.removeWaiter(baton);
      loop().ready(baton);
      if (loop().listener() != null) {
        loop().listener().woken(this, loop().doer());
      }
    }
  }

  /// Cancels this task and nothing that it awaits: for those whose requests go round and round.
  void cancelHere(String message) {
    if (waitingFor == null) {
      cancel(message);
    } else {
      cancelRequests++;
      wakeWith(message);
    }
  }

  /// How many requests to cancel this task were made and not taken back by [#uncancel()].
  public int cancelling() {
    return cancelRequests;
  }

  /// Takes one request back: for whoever made it and has dealt with it, as [Timeout] does. A
  /// cancellation that was not raised yet is dropped with the last request.
  ///
  /// @return how many requests are left
  public int uncancel() {
    if (cancelRequests > 0 && --cancelRequests == 0) {
      mustCancel = false;
      gotCancelled = false;
    }
    return cancelRequests;
  }

  /// Refused: a task's result is what its body returns.
  @Override
  public void setResult(T result) {
    throw new UnsupportedOperationException(this + " gets its result from its body");
  }

  /// Refused: a task fails when its body throws.
  @Override
  public void setException(Throwable exception) {
    throw new UnsupportedOperationException(this + " gets its failure from its body");
  }

  // --- on the loop's thread

  /// Lets the task run until it waits or ends.
  void step() {
    if (!started) {
      started = true;
      if (mustCancel) {
        cancelWith(cancelMessage);
        ended();
        return;
      }
    }
    if (timeLimits > 0) {
      loop().scheduler().noteStep(loop().time());
    }
    if (loop().listener() != null) {
      loop().listener().runs(this);
    }
    loop().setCurrent(this);
    try {
      baton.resume();
    } catch (Throwable noThread) { // out of memory for one: the task must not seem to run on
      baton.ended = true;
      if (!isDone()) {
        loop().setCurrent(null);
        fail(noThread);
      }
    } finally {
      loop().setCurrent(null);
    }
    if (baton.ended) {
      ended();
    }
  }

  private void ended() {
    body = null;
    loop().tasks().remove(this);
    reportMistakes();
    if (loop().listener() != null) {
      loop().listener().ended(this);
    }
  }

  private void reportMistakes() {
    if (held != null) {
      held.forEach(lock -> loop().mistakes().endedHolding(this, lock));
      held = null;
    }
    if (gotCancelled && cancelRequests > 0 && hasResult() && this != loop().tasks().main()) {
      loop().mistakes().swallowedCancellation(this);
    }
  }

  // --- on the task's own thread

  /// The whole life of the task's thread.
  void live() {
    try {
      T result = body.run();
      if (mustCancel) {
        mustCancel = false;
        cancelWith(cancelMessage);
      } else {
        super.setResult(result);
      }
    } catch (CancelledError error) {
      cancelWith(error);
    } catch (Throwable failure) {
      fail(failure);
    } finally {
      baton.end();
    }
  }

  /// Gives the baton away until this future is done, or raises the cancellation of this task.
  ///
  /// Every wait comes through here. Rare cases are in methods of their own, so that the JIT can
  /// inline this one.
  @Suspends
  void waitFor(Future<?> future) {
    if (future == this
        || future.loop() != loop()
        || future instanceof Task<?> task && task.awaitedItself) {
      refuse(future);
    }
    if (loop().listener() != null) {
      loop().listener().suspends(this, future.waitsFor(), loop().lineForListener());
    }
    if (mustCancel) {
      Pinning.check(); // before the task adds itself to a future that it may not wait for
    }
    future.addWaiter(baton);
    waitingFor = future;
    boolean passedOn = mustCancel && passOn();
    try {
      if (future.isUpToTasks()) {
        loop().mistakes().waits(this);
      }
      baton.suspend();
    } catch (Throwable refused) { // the thread is pinned, or its stack too deep to be put aside
      takeBack(future, passedOn);
      throw refused;
    } finally {
      waitingFor = null;
    }
    if (cancelRequests > 0 || mustCancel || !future.isDone()) {
      raiseCancellation(future);
    }
  }

  @Suspends
  private void refuse(Future<?> future) {
    if (future instanceof Task<?> task && task.awaitedItself) {
      throw new IllegalStateException(task + " awaits itself; nobody can await it before it ends");
    }
    if (future == this) {
      awaitedItself = true;
      yieldNow();
      throw new IllegalStateException(this + " cannot await itself");
    }
    throw new IllegalStateException(
        future + " belongs to another loop than " + this + "; use toCompletableFuture() to cross");
  }

  private void takeBack(Future<?> future, boolean passedOn) {
    future.removeWaiter(baton);
    loop().scheduler().unready(baton); // where the cancellation of the future has put it already
    mustCancel |= passedOn; // the request is not lost
  }

  /// If there is one.
  private void raiseCancellation(Future<?> future) {
    gotCancelled |= cancelRequests > 0 && (mustCancel || future.raisesCancellation());
    if (mustCancel || !future.isDone()) { // woken although it is not done: see wakeWith
      mustCancel = false;
      if (future.hasFailed()) {
        future.exception(); // it was awaited, so it is not a failure that nobody has seen
      }
      if (!future.isCancelled()) {
        future.loseResult();
        throw new CancelledError(cancelMessage);
      }
    }
  }

  /// Gives the baton away for one turn of the loop.
  @Suspends
  void yieldNow() {
    if (loop().listener() != null) {
      loop().listener().suspends(this, null, loop().lineForListener());
    }
    loop().ready(baton);
    try {
      baton.suspend();
    } catch (Throwable refused) {
      loop().scheduler().unready(baton);
      throw refused;
    }
    if (mustCancel) {
      mustCancel = false;
      gotCancelled = true;
      throw new CancelledError(cancelMessage);
    }
  }

  // --- for reports

  /// Says that this task holds something until it [gives it back][#gaveBack], or another task does:
  /// for those who write primitives. A task that ends before is reported.
  public void took(Blocker lock) {
    loop().requireHere();
    if (held == null) {
      held = new ArrayList<>(1);
    }
    held.add(lock);
  }

  /// The opposite of [#took]. Does nothing if it is not held.
  public void gaveBack(Blocker lock) {
    loop().requireHere();
    if (held != null) {
      held.remove(lock);
    }
  }

  void enterTimeLimit() {
    timeLimits++;
  }

  void exitTimeLimit() {
    timeLimits--;
  }

  /// False if it can run, or will go on because its time is limited or it is being cancelled.
  boolean isWaitingForGood() {
    return waitingFor != null && !waitingFor.isDone() && !mustCancel && timeLimits == 0;
  }

  void leaveBehind(Throwable gatherFailure) {
    leftBehindBy = gatherFailure;
  }

  Throwable leftBehindBy() {
    return leftBehindBy;
  }

  /// " at File.java:12", where it waits.
  String waitsAtText() {
    return where().map(line -> " at " + line).orElse("");
  }

  /// The line of the user's code where the task waits, such as `Shop.order(Shop.java:12)`; empty if
  /// it has not begun.
  public Optional<String> where() {
    return CallSites.of(thread()).map(CallSites::text);
  }

  Baton baton() {
    return baton;
  }

  Thread thread() {
    return baton.thread();
  }

  /// What the task waits for, or null if it can run.
  Object blockedOn() {
    return waitingFor == null ? null : waitingFor.waitsFor();
  }

  /// ", started at File.java:12", or nothing where that was not recorded.
  String startedAtText() {
    return startedAt == null ? "" : ", started at " + CallSites.text(startedAt);
  }

  /// Cheaper than an identity hash, which the JVM has to make up on first use.
  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public String toString() {
    return "task \"" + name() + "\"";
  }
}
