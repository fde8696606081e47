package dev.baton.conformance;

import dev.baton.Async;
import dev.baton.DoneAndPending;
import dev.baton.Future;
import dev.baton.Outcome;
import dev.baton.Task;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The tasks of a program by their names, and the operations on them. A task's result is its value
/// as JSON.
final class Tasks {
  private final Map<String, Task<?>> tasks = new HashMap<>();
  private final Trace trace;

  Tasks(Trace trace) {
    this.trace = trace;
  }

  /// If the start is refused, the name stays free.
  void add(String name, Supplier<Task<?>> start) {
    if (tasks.containsKey(name)) {
      throw new MalformedProgramException("a second task is named \"" + name + "\"");
    }
    tasks.put(name, start.get());
  }

  /// The names of the tasks that have not ended.
  String unfinished() {
    return names(tasks.values().stream().filter(task -> !task.isDone()).toList());
  }

  private static String names(Collection<? extends Task<?>> tasks) {
    return tasks.stream().map(Task::name).sorted().collect(Collectors.joining(","));
  }

  void perform(Op.OnTasks op) throws Exception {
    if (op.names().stream().noneMatch(tasks::containsKey)) {
      trace.record("no such task");
      return;
    }
    switch (op) {
      case Op.Cancel(String name) ->
          trace.record("cancel " + name + " " + tasks.get(name).cancel());
      case Op.Await(String name) -> returned(name, tasks.get(name).await());
      case Op.Shield(String name) -> returned(name, Async.shield(tasks.get(name)).await());
      case Op.WaitFor(var limit, String name) ->
          returned(name, Async.waitFor(tasks.get(name), limit));
      case Op.Gather(var names, boolean returnExceptions) ->
          trace.record("gathered " + gather(known(names), returnExceptions));
      case Op.Wait(var names, var when, var limit) -> {
        DoneAndPending<Task<?>> waited =
            limit == null ? Async.wait(known(names), when) : Async.wait(known(names), when, limit);
        trace.record("done " + names(waited.done()) + " pending " + names(waited.pending()));
      }
      case Op.AsCompleted(var names) -> showAsCompleted(known(names));
    }
  }

  private void returned(String name, Object value) {
    trace.record(name + " returned " + value);
  }

  private static String gather(List<Task<?>> tasks, boolean returnExceptions) throws Exception {
    List<?> shown =
        returnExceptions
            ? Async.gatherOutcomes(tasks).await().stream().map(Tasks::shown).toList()
            : Async.gather(tasks).await();
    return shown.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private static Object shown(Outcome<Object> outcome) {
    return switch (outcome) {
      case Outcome.Success<Object>(Object value) -> value;
      case Outcome.Failure<Object>(Throwable failure) -> Kinds.of(failure);
    };
  }

  private void showAsCompleted(List<Task<?>> tasks) throws Exception {
    if (tasks.stream().anyMatch(Task::isDone)) {
      trace.record("skip"); // which of those comes first is left open
      return;
    }
    for (Future<Object> next : Async.<Object>asCompleted(tasks)) {
      trace.record("completed " + next.await());
    }
  }

  private List<Task<?>> known(List<String> names) {
    return names.stream().filter(tasks::containsKey).<Task<?>>map(tasks::get).toList();
  }
}
