package dev.baton.conformance;

import dev.baton.ReturnWhen;
import java.time.Duration;
import java.util.List;

/// One operation of a program: what a task does next. One record for each verb of the format.
sealed interface Op {
  record Log(String text) implements Op {}

  record YieldNow() implements Op {}

  record Sleep(Duration time) implements Op {}

  record Spawn(String name, Body body) implements Op {}

  record Cancelling() implements Op {}

  record Uncancel() implements Op {}

  // --- blocks

  record Timeout(Duration limit, List<Op> ops) implements Op {}

  record Group(List<Op> ops) implements Op {}

  record GroupSpawn(String name, Body body) implements Op {}

  record Raise(String text) implements Op {}

  record Rethrow() implements Op {}

  record Try(List<Op> ops, List<Clause> clauses) implements Op {}

  record With(String name, List<Op> ops) implements Op {}

  // --- on other tasks

  /// Passes over the names that no task has yet.
  sealed interface OnTasks extends Op {
    List<String> names();
  }

  sealed interface OnTask extends OnTasks {
    String name();

    @Override
    default List<String> names() {
      return List.of(name());
    }
  }

  record Cancel(String name) implements OnTask {}

  record Await(String name) implements OnTask {}

  record Shield(String name) implements OnTask {}

  record WaitFor(Duration limit, String name) implements OnTask {}

  record Gather(List<String> names, boolean returnExceptions) implements OnTasks {}

  /// The limit is null where there is none.
  record Wait(List<String> names, ReturnWhen when, Duration limit) implements OnTasks {}

  record AsCompleted(List<String> names) implements OnTasks {}

  // --- on primitives

  sealed interface OnPrimitive extends Op {
    String name();
  }

  record Acquire(String name) implements OnPrimitive {}

  record Release(String name) implements OnPrimitive {}

  record Locked(String name) implements OnPrimitive {}

  record SetEvent(String name) implements OnPrimitive {}

  record ClearEvent(String name) implements OnPrimitive {}

  record WaitEvent(String name) implements OnPrimitive {}

  record WaitCondition(String name) implements OnPrimitive {}

  record Notify(String name, int count) implements OnPrimitive {}

  record NotifyAll(String name) implements OnPrimitive {}

  record Put(String name, long item) implements OnPrimitive {}

  record Get(String name) implements OnPrimitive {}

  record PutNowait(String name, long item) implements OnPrimitive {}

  record GetNowait(String name) implements OnPrimitive {}

  record TaskDone(String name) implements OnPrimitive {}

  record Join(String name) implements OnPrimitive {}

  record Size(String name) implements OnPrimitive {}

  record Shutdown(String name, boolean immediate) implements OnPrimitive {}

  record Meet(String name) implements OnPrimitive {}

  record Reset(String name) implements OnPrimitive {}

  record Abort(String name) implements OnPrimitive {}

  record Resolve(String name, long value) implements OnPrimitive {}

  record Fail(String name, String text) implements OnPrimitive {}

  record CancelFuture(String name) implements OnPrimitive {}

  record AwaitFuture(String name) implements OnPrimitive {}

  // --- parts

  /// What a task does, and the value that it ends with, as JSON.
  record Body(List<Op> ops, String value) {}

  /// What a `try` does when the pattern matches, or finally.
  record Clause(String pattern, List<Op> ops) {
    boolean isFinally() {
      return pattern.equals("finally");
    }
  }
}
