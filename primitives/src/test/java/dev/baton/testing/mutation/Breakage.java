package dev.baton.testing.mutation;

import static dev.baton.testing.primitives.Primitive.*;

import dev.baton.testing.mutation.Mutation.Instead;
import dev.baton.testing.primitives.Primitive;

/// Mistakes that whoever writes a primitive could make, at least two for each. (What serves several
/// primitives is broken for each of them.)
///
/// Not here are mistakes that make no difference, such as leaving out a check that another repeats:
/// no test can find them.
///
/// Read a row as: this primitive, broken so that in the class and method the call is left out, or
/// answered, or replaced.
enum Breakage {
  LOCK_IS_NOT_PASSED_ON_BY_A_CANCELLED_TASK(
      LOCK, in("sync.Lock", "waitInLine").without("wakeFirst")),
  LOCK_IS_TAKEN_BY_WHOEVER_COMES_FIRST(LOCK, in("sync.Lock", "acquire").answering("isIdle", 1)),
  LOCK_LINE_IS_NEVER_LEFT(LOCK, in("sync.Lock", "waitInLine").without("leave")),
  LOCK_IS_RELEASED_WITHOUT_A_WORD(LOCK, in("sync.Lock", "release").without("wakeFirst")),
  LOCK_IS_NOT_WAITED_FOR(LOCK, in("sync.Lock", "waitInLine").without("await")),

  PERMIT_IS_LOST_BY_A_CANCELLED_TASK(
      SEMAPHORE, in("sync.Semaphore", "waitInLine").answering("isWoken", 0)),
  PERMIT_IS_INVENTED_BY_A_CANCELLED_TASK(
      SEMAPHORE, in("sync.Semaphore", "waitInLine").answering("isWoken", 1)),
  PERMIT_IS_NOT_PASSED_ON(SEMAPHORE, in("sync.Semaphore", "waitInLine").answering("wakeNext", 0)),
  PERMIT_IS_TAKEN_PAST_THE_LINE(SEMAPHORE, in("sync.Semaphore", "locked").answering("isIdle", 1)),
  PERMIT_IS_RETURNED_WITHOUT_A_WORD(SEMAPHORE, in("sync.Semaphore", "release").without("wakeNext")),

  BOUND_IS_NOT_KEPT(
      BOUNDED_SEMAPHORE, in("sync.BoundedSemaphore", "release").answering("available", 0)),
  BOUND_SWALLOWS_PERMITS(
      BOUNDED_SEMAPHORE, in("sync.BoundedSemaphore", "release").without("release")),
  BOUNDED_PERMIT_IS_LOST_BY_A_CANCELLED_TASK(
      BOUNDED_SEMAPHORE, in("sync.Semaphore", "waitInLine").answering("isWoken", 0)),

  EVENT_WAKES_THE_FIRST_ONLY(EVENT, in("sync.Event", "set").answering("next", 0)),
  EVENT_LINE_IS_NEVER_LEFT(EVENT, in("sync.Event", "await").without("leave")),
  EVENT_IS_NOT_WAITED_FOR(EVENT, in("sync.Event", "await").without("await")),
  EVENT_WAKES_NOBODY(EVENT, in("sync.Event", "set").without("wake")),

  SIGNAL_IS_LOST_BY_A_CANCELLED_TASK(CONDITION, in("sync.Condition", "await").without("wake")),
  LOCK_IS_NOT_TAKEN_AGAIN(CONDITION, in("sync.Condition", "await").without("acquireAgain")),
  LOCK_IS_KEPT_WHILE_WAITING(CONDITION, in("sync.Condition", "await").without("release")),
  SIGNAL_WAKES_NOBODY(CONDITION, in("sync.Condition", "wake").answering("wakeNext", 0)),
  SIGNAL_TO_ALL_WAKES_ONE(CONDITION, in("sync.Condition", "signalAll").answering("size", 1)),
  CONDITION_LINE_IS_NEVER_LEFT(CONDITION, in("sync.Condition", "await").without("leave")),

  BARRIER_IS_NOT_USABLE_AGAIN(BARRIER, in("sync.Barrier", "await").without("leave")),
  BARRIER_IS_NOT_WAITED_AT(BARRIER, in("sync.Barrier", "await").without("waitForOthers")),
  BARRIER_LETS_THE_NEXT_ROUND_IN_TOO_EARLY(
      BARRIER, in("sync.Barrier", "await").without("waitToEnter")),
  BARRIER_OPENS_WITHOUT_A_WORD(BARRIER, in("sync.Barrier", "await").without("signalAll")),
  BARRIER_RESETS_WITHOUT_A_WORD(BARRIER, in("sync.Barrier", "reset").without("signalAll")),
  BARRIER_EMPTIES_WITHOUT_A_WORD(BARRIER, in("sync.Barrier", "leave").without("signalAll")),

  ITEM_IS_NOT_OFFERED_TO_THE_NEXT(QUEUE, in("sync.Queue", "waitIn").without("takeAndWakeNext")),
  ROOM_IS_NOT_ANNOUNCED(QUEUE, in("sync.Queue", "getNowait").without("takeAndWakeNext")),
  ITEM_IS_NOT_ANNOUNCED(QUEUE, in("sync.Queue", "putNowait").without("takeAndWakeNext")),
  ITEM_IS_PUT_WITHOUT_ROOM(QUEUE, in("sync.Queue", "put").answering("isFull", 0)),
  END_OF_QUEUE_WAKES_NOBODY(QUEUE, in("sync.Queue", "shutdown").without("wakeAll")),
  JOIN_DOES_NOT_WAIT(QUEUE, in("sync.Queue", "join").without("await")),

  STACK_GIVES_THE_OLDEST_FIRST(LIFO_QUEUE, in("sync.LifoQueue", "<init>").passing("asLifoQueue")),
  STACK_ITEM_IS_NOT_OFFERED_TO_THE_NEXT(
      LIFO_QUEUE, in("sync.Queue", "waitIn").without("takeAndWakeNext")),
  STACK_ITEM_IS_LEFT_INSIDE(LIFO_QUEUE, in("sync.Queue", "getNowait").calling("remove", "peek")),

  LARGEST_COMES_FIRST(
      PRIORITY_QUEUE, in("sync.PriorityQueue", "natural").calling("naturalOrder", "reverseOrder")),
  URGENT_ITEM_IS_NOT_OFFERED_TO_THE_NEXT(
      PRIORITY_QUEUE, in("sync.Queue", "waitIn").without("takeAndWakeNext")),

  SIBLINGS_GO_ON_AFTER_A_FAILURE(TASK_GROUP, in("TaskGroup", "abort").without("forEach")),
  TASKS_OUTLIVE_THE_GROUP(TASK_GROUP, in("TaskGroup", "exit").without("waitForTasks")),
  BODY_GOES_ON_AFTER_A_FAILURE(TASK_GROUP, in("TaskGroup", "onDone").without("cancel")),
  REQUEST_TO_STOP_IS_NOT_TAKEN_BACK(TASK_GROUP, in("TaskGroup", "exit").answering("uncancel", 1)),
  FAILURES_ARE_FORGOTTEN(TASK_GROUP, in("TaskGroup", "onDone").answering("exception", 0)),

  TIMER_SURVIVES_ITS_SCOPE(TIMEOUT, in("Timeout", "exit").without("cancel")),
  TIME_LIMIT_IS_NOT_KEPT(TIMEOUT, in("Timeout", "expire").without("cancel")),
  TIMEOUT_LOOKS_LIKE_A_CANCELLATION(TIMEOUT, in("Timeout", "exit").answering("uncancel", 1)),

  GATHER_OVERLOOKS_FAILURES(GATHER, in("Gathering", "onDone").answering("failureOf", 0)),
  GATHER_CANCELS_NOBODY(GATHER, in("Gathering", "cancel").answering("cancel", 0)),
  GATHER_ENDS_TOO_EARLY(GATHER, in("Gathering", "onDone").answering("isEmpty", 1)),

  SHIELD_LETS_EVERYTHING_THROUGH(SHIELD, in("Shield", "of").answering("isDone", 1)),
  SHIELD_NEVER_ENDS(SHIELD, in("Shield", "of").without("addDoneCallback")),
  SHIELD_ANSWERS_TWICE(SHIELD, in("Shield", "repeat").answering("isDone", 0)),

  OUTCOME_IS_GIVEN_TO_NOBODY(AS_COMPLETED, in("Completions", "deliver").answering("isDone", 0)),
  EARLY_OUTCOME_IS_FORGOTTEN(AS_COMPLETED, in("Completions", "deliver").answering("add", 0)),

  WAIT_IS_NOT_LIMITED(WAIT_FOR, in("Timeout", "expire").without("cancel")),
  LATE_WORK_GOES_ON(WAIT_FOR, in("Async", "cancelAndWait").without("cancel")),
  LATE_WORK_IS_NOT_WAITED_FOR(WAIT_FOR, in("Async", "cancelAndWait").without("await"));

  final Primitive primitive;
  final Mutation mutation;

  Breakage(Primitive primitive, Mutation mutation) {
    this.primitive = primitive;
    this.mutation = mutation;
  }

  private static Place in(String type, String method) {
    return new Place("dev.baton." + type, method);
  }

  private record Place(String type, String method) {
    Mutation without(String callee) {
      return answering(callee, 0);
    }

    Mutation answering(String callee, int value) {
      return new Mutation(type, method, callee, new Instead.Answer(value));
    }

    Mutation calling(String callee, String other) {
      return new Mutation(type, method, callee, new Instead.Call(other));
    }

    Mutation passing(String callee) {
      return new Mutation(type, method, callee, new Instead.Argument());
    }
  }
}
