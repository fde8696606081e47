package dev.baton.trace;

import dev.baton.EventLoop;
import dev.baton.LoopListener;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.trace.TraceEvent.Kind;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Records what happens on a loop, to be drawn or printed later.
///
/// ```
/// Recorder recorder = new Recorder("my program");
/// EventLoop.builder().listener(recorder).run(() -> ...);
/// TraceFile.write(Path.of("trace.html"), recorder.trace());
/// ```
///
/// It keeps the first 200,000 events and counts the rest. Recording costs about two microseconds
/// each time that a task waits, since the line is looked up. One recorder may see several loops,
/// one after the other.
public final class Recorder implements LoopListener {
  private static final int MOST_EVENTS = 200_000;

  private final String title;
  private final List<TracedTask> tasks = new ArrayList<>();
  private final List<TraceEvent> events = new ArrayList<>();
  private final Map<Task<?>, Integer> numbers = new IdentityHashMap<>();
  private final Map<TaskGroup, Integer> groups = new IdentityHashMap<>();
  private long dropped;

  /// @param title what is run
  public Recorder(String title) {
    this.title = title;
  }

  /// What was recorded so far.
  public Trace trace() {
    return new Trace(title, tasks, events, dropped);
  }

  @Override
  public void spawned(Task<?> task, Task<?> parent, TaskGroup group) {
    int number = tasks.size() + 1;
    numbers.put(task, number);
    int groupNumber = group == null ? 0 : groups.computeIfAbsent(group, _ -> groups.size() + 1);
    tasks.add(new TracedTask(number, task.name(), numberOf(parent), groupNumber));
    add(Kind.SPAWN, number, numberOf(parent), task.name(), "");
  }

  @Override
  public void runs(Task<?> task) {
    add(Kind.RUN, numberOf(task), 0, "", "");
  }

  @Override
  public void suspends(Task<?> task, Object waitsFor, StackFrame at) {
    String target =
        switch (waitsFor) {
          case null -> "";
          case Task<?> awaited -> awaited.toString();
          default -> waitsFor.toString();
        };
    add(Kind.SUSPEND, numberOf(task), 0, target, line(at));
  }

  @Override
  public void woken(Task<?> task, Task<?> by) {
    add(Kind.WAKE, numberOf(task), numberOf(by), "", "");
  }

  @Override
  public void cancelRequested(Task<?> task, Task<?> by) {
    add(Kind.CANCEL, numberOf(task), numberOf(by), "", "");
  }

  @Override
  public void ended(Task<?> task) {
    add(Kind.END, numberOf(task), 0, outcome(task), "");
    numbers.remove(task);
  }

  @Override
  public void idle(long nanos) {
    add(Kind.IDLE, 0, 0, "", "");
  }

  @Override
  public void busy() {
    add(Kind.BUSY, 0, 0, "", "");
  }

  @Override
  public void noted(Task<?> task, Note what, Object subject) {
    Kind kind =
        switch (what) {
          case ACQUIRED -> Kind.ACQUIRE;
          case RELEASED -> Kind.RELEASE;
          case CHANGED -> Kind.CHANGE;
          case PRINTED -> Kind.PRINT;
        };
    add(kind, numberOf(task), 0, String.valueOf(subject), "");
  }

  private void add(Kind kind, int task, int other, String text, String at) {
    if (events.size() == MOST_EVENTS) {
      dropped++;
    } else {
      events.add(new TraceEvent(EventLoop.running().time(), kind, task, other, text, at));
    }
  }

  /// 0 for null, and for a task that was there before the recorder.
  private int numberOf(Task<?> task) {
    return task == null ? 0 : numbers.getOrDefault(task, 0);
  }

  private static String outcome(Task<?> task) {
    if (task.isCancelled()) {
      return "cancelled";
    }
    return task.failure().map(Throwable::toString).orElse("done");
  }

  private static String line(StackFrame at) {
    return at == null ? "" : at.getFileName() + ":" + at.getLineNumber();
  }
}
