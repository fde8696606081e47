package dev.baton.trace;

import java.util.ArrayList;
import java.util.List;

/// A trace laid out for drawing: steps from left to right, a lane for the loop and one for each
/// task.
///
/// A step is one task's run, or one wait of the loop. Running takes microseconds and waiting
/// seconds, so on a true time axis nothing could be seen; with one column a step it shows at once
/// that **at most one task runs in each column**.
///
/// @param trace what is laid out
/// @param lanes the loop's first, then the tasks', each under the one that started it
/// @param steps when each step began, in nanoseconds of loop time, and the end of the last
/// @param arrows who woke or cancelled whom
/// @param truncated how many steps were left out at the end
record Timeline(
    Trace trace, List<Lane> lanes, List<Long> steps, List<Arrow> arrows, int truncated) {
  /// What a task, or the loop, does for some steps.
  enum State {
    RUNNING,
    READY,
    WAITS_FOR_TIME,
    WAITS_FOR_IO,
    WAITS_FOR_PRIMITIVE,
    WAITS_FOR_TASK,
    IDLE
  }

  /// A piece of a lane: steps from `from` to before `to`.
  record Segment(State state, int from, int to, String label, String at) {}

  /// One row.
  ///
  /// @param depth how far it is indented
  /// @param outcome `done`, `cancelled`, a failure, or empty if it had not ended
  record Lane(int task, String name, int depth, List<Segment> segments, String outcome) {}

  /// From one lane to another in some step.
  record Arrow(int from, int to, int step, boolean cancels) {}

  /// How many columns there are.
  int width() {
    return steps.size() - 1;
  }

  static Timeline of(Trace trace, int mostSteps, int mostLanes) {
    Layout layout = new Layout(trace, mostSteps);
    trace.events().forEach(layout::add);
    return layout.finish(mostLanes);
  }

  /// A lane that is being drawn.
  private static final class Pen {
    final TracedTask task;
    final List<Segment> segments = new ArrayList<>();
    State state;
    int since;
    String label = "";
    String at = "";
    String outcome = "";

    Pen(TracedTask task) {
      this.task = task;
    }

    void change(State next, int step, String nextLabel, String nextAt) {
      if (state != null && step > since) {
        segments.add(new Segment(state, since, step, label, at));
      }
      state = next;
      since = step;
      label = nextLabel;
      at = nextAt;
    }
  }

  private static final class Layout {
    private final Trace trace;
    private final int mostSteps;
    private final List<Pen> pens = new ArrayList<>();
    private final List<Long> steps = new ArrayList<>();
    private final List<Arrow> arrows = new ArrayList<>();
    private long last;
    private int truncated;

    Layout(Trace trace, int mostSteps) {
      this.trace = trace;
      this.mostSteps = mostSteps;
      pens.add(new Pen(new TracedTask(0, "event loop", 0, 0)));
      trace.tasks().forEach(task -> pens.add(new Pen(task)));
    }

    void add(TraceEvent event) {
      boolean begins = event.kind() == TraceEvent.Kind.RUN || event.kind() == TraceEvent.Kind.IDLE;
      if (truncated > 0 || begins && steps.size() == mostSteps) {
        truncated += begins ? 1 : 0;
        return;
      }
      last = event.nanos();
      if (begins) {
        steps.add(event.nanos());
      }
      draw(event, pens.get(event.task()));
    }

    /// The step that is under way.
    private int step() {
      return Math.max(0, steps.size() - 1);
    }

    private void draw(TraceEvent event, Pen pen) {
      switch (event.kind()) {
        case SPAWN -> pen.change(State.READY, steps.isEmpty() ? 0 : step() + 1, "", "");
        case RUN -> pen.change(State.RUNNING, step(), "", "");
        case SUSPEND -> {
          if (pen.label.isEmpty()) {
            pen.label = event.at();
          }
          pen.at = event.at();
          pen.change(stateOf(event.text()), step() + 1, event.text(), event.at());
        }
        case WAKE -> {
          pen.change(State.READY, step() + 1, "", pen.at);
          arrow(event, false);
        }
        case CANCEL -> arrow(event, true);
        case END -> {
          pen.change(null, step() + 1, "", "");
          pen.outcome = event.text();
        }
        case IDLE -> pen.change(State.IDLE, step(), "", "");
        case BUSY -> {
          pen.label = Times.text(event.nanos() - steps.getLast());
          pen.change(null, step() + 1, "", "");
        }
        case PRINT, ACQUIRE, RELEASE, CHANGE -> label(event, pen);
      }
    }

    private static void label(TraceEvent event, Pen pen) {
      String deed =
          switch (event.kind()) {
            case ACQUIRE -> "takes " + Names.withoutState(event.text());
            case RELEASE -> "gives back " + Names.withoutState(event.text());
            case CHANGE -> Names.withoutState(event.text());
            default -> event.text();
          };
      if (pen.state == State.RUNNING) {
        pen.label = pen.label.isEmpty() ? deed : pen.label + "; " + deed;
      }
    }

    private void arrow(TraceEvent event, boolean cancels) {
      if (event.other() != 0 && event.other() != event.task()) {
        arrows.add(new Arrow(event.other(), event.task(), step(), cancels));
      }
    }

    private static State stateOf(String target) {
      if (target.isEmpty()) {
        return State.READY;
      }
      if (target.equals("the clock")) {
        return State.WAITS_FOR_TIME;
      }
      if (target.startsWith("task \"")
          || target.startsWith("TaskGroup")
          || target.startsWith("gather")
          || target.startsWith("wait ")
          || target.startsWith("asCompleted")) {
        return State.WAITS_FOR_TASK;
      }
      boolean primitive =
          List.of(
                  "Lock",
                  "Semaphore",
                  "Bounded",
                  "Event",
                  "Condition",
                  "Barrier",
                  "Queue",
                  "Lifo",
                  "Priority",
                  "Future")
              .stream()
              .anyMatch(target::startsWith);
      return primitive ? State.WAITS_FOR_PRIMITIVE : State.WAITS_FOR_IO;
    }

    Timeline finish(int mostLanes) {
      steps.add(last);
      pens.forEach(pen -> pen.change(null, steps.size() - 1, "", ""));
      List<Lane> lanes = new ArrayList<>();
      lanes.add(lane(pens.getFirst(), 0));
      addChildren(0, 0, lanes, mostLanes);
      return new Timeline(trace, lanes, List.copyOf(steps), List.copyOf(arrows), truncated);
    }

    private void addChildren(int parent, int depth, List<Lane> lanes, int mostLanes) {
      for (Pen pen : pens.subList(1, pens.size())) {
        if (pen.task.parent() == parent && lanes.size() < mostLanes) {
          lanes.add(lane(pen, depth));
          addChildren(pen.task.number(), depth + 1, lanes, mostLanes);
        }
      }
    }

    private static Lane lane(Pen pen, int depth) {
      return new Lane(
          pen.task.number(), pen.task.name(), depth, List.copyOf(pen.segments), pen.outcome);
    }
  }
}
