package dev.baton;

/// A likely mistake of the program, which a loop has noticed and says: see [EventLoop#report].
///
/// Nothing is stopped and nothing is thrown, since each of these can be meant. The sentence goes to
/// the system logger `dev.baton`, and to the loop's listener, so that a picture shows it too.
public enum Mistake {
  /// Tasks wait for each other in a ring, while others go on: none of the ring can ever run again,
  /// unless somebody cancels one of them. A ring with a [Timeout] around one of its waits is none;
  /// but that the task of a group or gather beside it will fail, and so open it, cannot be known.
  ///
  /// Cure: take locks in the same order everywhere, and hold none while waiting for other tasks.
  DEADLOCK("deadlock"),

  /// A task waits for a lock that it holds. Locks are not reentrant. (It may be meant where a
  /// callback will release the lock, which any code of the loop may.)
  ///
  /// Cure: let the outer method take the lock and the inner one expect it.
  LOCK_TAKEN_TWICE("lock taken twice"),

  /// A task has ended and holds a lock. Nobody gets it any more, unless another task releases it.
  ///
  /// Cure: acquire it in the head of a `try (...)`.
  LOCK_NEVER_RELEASED("lock never released"),

  /// A task was cancelled, got the [CancelledError], and ended with a result all the same. Whoever
  /// cancelled it takes it for one that came too late. The main task may do that: it is the end of
  /// a program on Ctrl-C.
  ///
  /// Cure: catch the error only to clean up, and throw it on; or, whoever made the request and has
  /// dealt with it, call [Task#uncancel()].
  CANCELLATION_SWALLOWED("cancellation swallowed"),

  /// A `gather` has failed, and one of its tasks went on alone until the loop ended and cancelled
  /// it: nobody saw what became of it.
  ///
  /// Cure: start the tasks in a [TaskGroup], which ends them all when one fails.
  ORPHAN("orphan"),

  /// The time of a [Timeout] has passed while its task computed: it did not wait, so it could not
  /// be stopped, and its scope ended late without a [TimeoutException].
  ///
  /// Cure: let it call `yieldNow()` now and then, or compute in `Blocking.call`.
  TIME_LIMIT_PASSED("time limit passed"),

  /// A queue without a limit gets longer and longer, although tasks take from it.
  ///
  /// Cure: give it a `maxSize`, so that `put` waits.
  QUEUE_GROWS("queue grows");

  private final String heading;

  Mistake(String heading) {
    this.heading = heading;
  }

  /// What a report begins with, and what to look for in the documentation.
  public String heading() {
    return heading;
  }
}
