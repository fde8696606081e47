package dev.baton.conformance;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.ConformanceLoop;
import dev.baton.DeadlockException;
import dev.baton.EventLoop;
import dev.baton.EventLoopBuilder;
import dev.baton.TaskGroup;
import dev.baton.conformance.Program.Entry;
import dev.baton.sync.Hold;
import dev.baton.testing.VirtualClock;
import java.util.List;

/// Runs a program with real tasks and primitives, in virtual time, and gives its trace.
final class Interpreter {
  private final Program program;
  private final Trace trace = new Trace();
  private final Tasks tasks = new Tasks(trace);
  private Primitives primitives;

  /// The first exception that no program can raise, wherever it went.
  private Throwable bug;

  private Interpreter(Program program) {
    this.program = program;
  }

  /// The trace of this program.
  ///
  /// @throws AssertionError if something failed that is not the program's own failure
  static List<Entry> run(Program program) {
    return new Interpreter(program).run();
  }

  private List<Entry> run() {
    EventLoopBuilder settings =
        EventLoop.builder()
            .clock(new VirtualClock())
            .exceptionHandler(unhandled -> noticeBug(unhandled.exception()));
    List<Entry> entries;
    try (ConformanceLoop loop = new ConformanceLoop(settings)) {
      runMain(loop);
      entries = trace.close();
    }
    if (bug != null) {
      throw new AssertionError("no program can fail like this: " + bug, bug);
    }
    return entries;
  }

  private void runMain(ConformanceLoop loop) {
    try {
      loop.runMain(this::main);
    } catch (DeadlockException _) {
      trace.add(loop.time(), "", "deadlock " + tasks.unfinished());
    }
  }

  /// Its failure is recorded and goes no further: others that await main see it end well.
  private String main() {
    tasks.add("main", Async::currentTask);
    primitives = new Primitives(program.objects(), trace);
    try {
      performAll(program.main());
    } catch (Exception | CancelledError recorded) {
      return "null";
    }
    return "null";
  }

  private String performAll(Op.Body body) throws Exception {
    try {
      performAll(body.ops(), Scope.OF_TASK);
    } catch (Throwable failure) {
      trace.record("ends " + Kinds.of(failure));
      throw failure;
    }
    trace.record("ends " + body.value());
    return body.value();
  }

  private void performAll(List<Op> ops, Scope scope) throws Exception {
    for (Op op : ops) {
      try {
        perform(op, scope);
      } catch (Throwable failure) {
        noticeBug(failure);
        throw failure;
      }
    }
  }

  private void noticeBug(Throwable failure) {
    if (bug == null && !Kinds.isKnown(failure)) {
      bug = failure;
    }
  }

  private void perform(Op op, Scope scope) throws Exception {
    switch (op) {
      case Op.Log(String text) -> trace.record(text);
      case Op.YieldNow() -> Async.yieldNow();
      case Op.Sleep(var time) -> Async.sleep(time);
      case Op.Cancelling() -> trace.record("cancelling " + Async.currentTask().cancelling());
      case Op.Uncancel() -> trace.record("uncancel " + Async.currentTask().uncancel());
      case Op.Spawn(String name, var body) ->
          tasks.add(name, () -> Async.spawn(name, () -> performAll(body)));
      case Op.OnTasks onTasks -> tasks.perform(onTasks);
      case Op.OnPrimitive onPrimitive -> primitives.perform(onPrimitive);

      case Op.Timeout(var limit, var ops) -> Async.timeout(limit, () -> performAll(ops, scope));
      case Op.Group(var ops) -> {
        TaskGroup.run(group -> performAll(ops, new Scope(group, scope.caught)));
        trace.record("group over");
      }
      case Op.GroupSpawn(String name, var body) ->
          tasks.add(name, () -> scope.requireGroup().spawn(name, () -> performAll(body)));
      case Op.Raise(String text) -> throw new Boom(text);
      case Op.Rethrow() -> scope.raiseAgain();
      case Op.Try(var ops, var clauses) -> attempt(ops, clauses, scope);
      case Op.With(String name, var ops) -> hold(name, ops, scope);
    }
  }

  private void attempt(List<Op> ops, List<Op.Clause> clauses, Scope scope) throws Exception {
    try {
      performAll(ops, scope);
    } catch (Throwable failure) {
      for (Op.Clause clause : clauses) {
        if (!clause.isFinally() && Kinds.matches(clause.pattern(), failure)) {
          trace.record("caught " + Kinds.of(failure));
          performAll(clause.ops(), new Scope(scope.group, failure));
          return;
        }
      }
      throw failure;
    } finally {
      for (Op.Clause clause : clauses) {
        if (clause.isFinally()) {
          performAll(clause.ops(), scope);
        }
      }
    }
  }

  /// Not try-with-resources: where the release fails, that failure replaces the one of the
  /// operations.
  private void hold(String name, List<Op> ops, Scope scope) throws Exception {
    Hold held = primitives.acquire(name);
    try {
      performAll(ops, scope);
    } finally {
      held.close();
    }
  }

  /// What the enclosing blocks offer: a group to spawn into, and a failure to raise again; null
  /// where there is none.
  private record Scope(TaskGroup group, Throwable caught) {
    static final Scope OF_TASK = new Scope(null, null);

    TaskGroup requireGroup() {
      if (group == null) {
        throw new MalformedProgramException("group.spawn outside of a group");
      }
      return group;
    }

    void raiseAgain() throws Exception {
      switch (caught) {
        case null -> throw new MalformedProgramException("rethrow outside of a clause");
        case Error error -> throw error;
        case Exception exception -> throw exception;
        case Throwable other -> throw new AssertionError(other);
      }
    }
  }
}
