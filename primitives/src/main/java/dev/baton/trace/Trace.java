package dev.baton.trace;

import java.util.List;
import java.util.function.ObjIntConsumer;

/// What a [Recorder] has recorded of one loop.
///
/// @param heading what was run; may be empty
/// @param tasks in the order in which they were started; task `n` is the element `n - 1`
/// @param events in order
/// @param stuck where tasks began to wait for good
/// @param dropped how many events came after the recorder was full
public record Trace(
    String heading,
    List<TracedTask> tasks,
    List<TraceEvent> events,
    List<Stuck> stuck,
    long dropped) {
  /// Takes copies.
  public Trace {
    tasks = List.copyOf(tasks);
    events = List.copyOf(events);
    stuck = List.copyOf(stuck);
  }

  /// The name of a task; `loop` for 0.
  public String nameOf(int task) {
    return task == 0 ? "loop" : tasks.get(task - 1).name();
  }

  /// Looks at all events in order, each with the step in which it happens: from 0, and -1 before
  /// the first.
  void walk(ObjIntConsumer<TraceEvent> visitor) {
    int step = -1;
    for (TraceEvent event : events) {
      step += event.beginsStep() ? 1 : 0;
      visitor.accept(event, step);
    }
  }

  /// The same trace under another heading.
  public Trace withHeading(String other) {
    return new Trace(Texts.visible(other), tasks, events, stuck, dropped);
  }
}
