package dev.baton.conformance;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Makes operations from JSON: the one place that knows the verbs and what follows them.
final class OpReader {
  private OpReader() {}

  static Op read(JsonNode json) {
    Arguments arguments = new Arguments(json);
    Op op = read(arguments.text(), arguments);
    arguments.requireNoMore();
    return op;
  }

  /// The operations of a task. A `return` is possible as the last, and only there.
  static Op.Body readBody(JsonNode json) {
    List<JsonNode> ops = new ArrayList<>(json.values());
    String value = "null";
    if (!ops.isEmpty() && ops.getLast().path(0).asString().equals("return")) {
      Arguments arguments = new Arguments(ops.removeLast());
      arguments.text();
      value = arguments.json();
      arguments.requireNoMore();
    }
    return new Op.Body(ops.stream().map(OpReader::read).toList(), value);
  }

  private static Op read(String verb, Arguments a) {
    return switch (verb) {
      case "log" -> new Op.Log(a.text());
      case "yield" -> new Op.YieldNow();
      case "sleep" -> new Op.Sleep(a.ticks());
      case "spawn" -> new Op.Spawn(a.text(), a.body());
      case "cancelling" -> new Op.Cancelling();
      case "uncancel" -> new Op.Uncancel();

      case "timeout" -> new Op.Timeout(a.ticks(), a.ops());
      case "group" -> new Op.Group(a.ops());
      case "group.spawn" -> new Op.GroupSpawn(a.text(), a.body());
      case "raise" -> new Op.Raise(a.text());
      case "rethrow" -> new Op.Rethrow();
      case "try" -> new Op.Try(a.ops(), a.clauses());
      case "with" -> new Op.With(a.text(), a.ops());

      case "cancel" -> new Op.Cancel(a.text());
      case "await" -> new Op.Await(a.text());
      case "shield" -> new Op.Shield(a.text());
      case "wait_for" -> new Op.WaitFor(a.ticks(), a.text());
      case "gather" -> new Op.Gather(a.names(), a.flag());
      case "wait" -> new Op.Wait(a.names(), a.when(), a.ticksOrNull());
      case "as_completed" -> new Op.AsCompleted(a.names());

      case "acquire" -> new Op.Acquire(a.text());
      case "release" -> new Op.Release(a.text());
      case "locked" -> new Op.Locked(a.text());
      case "set" -> new Op.SetEvent(a.text());
      case "clear" -> new Op.ClearEvent(a.text());
      case "wait_event" -> new Op.WaitEvent(a.text());
      case "wait_condition" -> new Op.WaitCondition(a.text());
      case "notify" -> new Op.Notify(a.text(), a.count());
      case "notify_all" -> new Op.NotifyAll(a.text());
      case "put" -> new Op.Put(a.text(), a.number());
      case "get" -> new Op.Get(a.text());
      case "put_nowait" -> new Op.PutNowait(a.text(), a.number());
      case "get_nowait" -> new Op.GetNowait(a.text());
      case "task_done" -> new Op.TaskDone(a.text());
      case "join" -> new Op.Join(a.text());
      case "size" -> new Op.Size(a.text());
      case "shutdown" -> new Op.Shutdown(a.text(), a.flag());
      case "barrier" -> new Op.Meet(a.text());
      case "reset" -> new Op.Reset(a.text());
      case "abort" -> new Op.Abort(a.text());
      case "resolve" -> new Op.Resolve(a.text(), a.number());
      case "fail" -> new Op.Fail(a.text(), a.text());
      case "cancel_future" -> new Op.CancelFuture(a.text());
      case "await_future" -> new Op.AwaitFuture(a.text());

      case "return" -> throw a.wrong("can only be the last operation of a task");
      default -> throw a.wrong("has an unknown verb \"" + verb + "\"");
    };
  }
}
