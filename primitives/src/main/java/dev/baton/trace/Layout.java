package dev.baton.trace;

import dev.baton.trace.Timeline.Arrow;
import dev.baton.trace.Timeline.Lane;
import dev.baton.trace.Timeline.State;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes a [Timeline] of the events of a trace, one after the other.
final class Layout {
  private static final int MOST_STEPS = 2_000;
  private static final int MOST_LANES = 200;

  /// A run that takes longer is drawn as one that blocks the loop.
  static final long BLOCKS = 100_000_000;

  /// The loop's lane shows how many are ready, where that tells something.
  static final int MANY_READY = 4;

  private final Trace trace;
  private final int mostSteps;
  private final List<Pen> pens = new ArrayList<>();
  private final List<Long> steps = new ArrayList<>();
  private final List<Integer> ready = new ArrayList<>();
  private final List<Arrow> arrows = new ArrayList<>();

  /// The tasks that were asked to stop in one step.
  private final Set<Integer> cancelled = new HashSet<>();

  private int cancelledIn = -1;
  private int readyNow;
  private long last;
  private int moreSteps;

  /// Lays out all that fits into one picture.
  static List<Timeline> of(List<Trace> traces) {
    List<Timeline> all = new ArrayList<>();
    int steps = MOST_STEPS;
    int lanes = MOST_LANES;
    for (Trace trace : traces) {
      Timeline timeline = of(trace, steps, lanes);
      all.add(timeline);
      steps -= timeline.width();
      lanes -= timeline.lanes().size();
    }
    return all;
  }

  static Timeline of(Trace trace, int mostSteps, int mostLanes) {
    Layout layout = new Layout(trace, mostSteps);
    trace.events().forEach(layout::add);
    return layout.finish(mostLanes);
  }

  private Layout(Trace trace, int mostSteps) {
    this.trace = trace;
    this.mostSteps = mostSteps;
    pens.add(new Pen(new TracedTask(0, "event loop", -1, 0)));
    trace.tasks().forEach(task -> pens.add(new Pen(task)));
  }

  private void add(TraceEvent event) {
    boolean begins = event.beginsStep();
    if (moreSteps > 0 || begins && steps.size() == mostSteps) {
      moreSteps += begins ? 1 : 0;
      return;
    }
    last = event.nanos();
    Pen pen = pens.get(event.task());
    countReady(event, pen);
    if (begins) {
      steps.add(event.nanos());
      ready.add(readyNow);
    }
    draw(event, pen);
  }

  private void countReady(TraceEvent event, Pen pen) {
    boolean becomes =
        switch (event.kind()) {
          case SPAWN -> true;
          case SUSPEND -> event.thing() == null;
          case WAKE -> pen.state != State.READY;
          default -> false;
        };
    boolean was = pen.state == State.READY;
    boolean stops =
        was && (event.kind() == TraceEvent.Kind.RUN || event.kind() == TraceEvent.Kind.END);
    readyNow += becomes ? 1 : stops ? -1 : 0;
  }

  /// The step that is under way.
  private int step() {
    return Math.max(0, steps.size() - 1);
  }

  private void draw(TraceEvent event, Pen pen) {
    int next = steps.isEmpty() ? 0 : step() + 1;
    switch (event.kind()) {
      case SPAWN -> {
        pen.change(State.READY, next, "");
        does("starts", pen.task.name(), pens.get(event.other()));
      }
      case STOP -> pen.change(State.STOPPED, step(), "deadlock");
      case RUN -> {
        if (pens.getFirst().state == State.STOPPED) {
          pens.getFirst().change(null, step(), "");
        }
        pen.change(State.RUNNING, step(), "");
        pen.ran = step();
      }
      case SUSPEND -> {
        endRun(event, pen, lineOf(event));
        String line = pen.at;
        pen.change(stateOf(event.thing()), next, event.text());
        pen.at = event.at().isEmpty() ? line : event.at();
        pen.thing = event.thing();
        pen.holder = event.other() == 0 ? "" : trace.nameOf(event.other());
      }
      case WAKE -> {
        pen.change(State.READY, next, "");
        arrow(event, false);
      }
      case CANCEL -> arrow(event, true);
      case END -> {
        endRun(event, pen, "ends");
        pen.change(null, next, "");
        pen.outcome = event.text();
      }
      case IDLE -> pen.change(State.IDLE, step(), "");
      case BUSY -> {
        if (!steps.isEmpty()) {
          pen.label = Times.inSeconds(event.nanos() - steps.getLast());
        }
        pen.change(null, next, "");
      }
      case ACQUIRE -> does("takes", event.thing().title(), pen);
      case RELEASE -> does("gives back", event.thing().title(), pen);
      case CHANGE -> does("changes", event.thing().title(), pen);
      case PRINT -> does("", withoutName(event.text(), pen.task.name()), pen);
      case REPORT -> {
        // a mark at the step says it
      }
    }
  }

  private void endRun(TraceEvent event, Pen pen, String last) {
    if (pen.state == State.RUNNING && pen.label.isEmpty()) {
      pen.label = last;
    }
    if (pen.state == State.RUNNING && event.nanos() - steps.getLast() >= BLOCKS) {
      pen.state = State.BLOCKING;
    }
  }

  /// `L05Lock.java:31` becomes `line 31`.
  private static String lineOf(TraceEvent event) {
    int colon = event.at().lastIndexOf(':');
    return colon < 0 ? "" : "line " + event.at().substring(colon + 1);
  }

  /// Adds to what a run does. The same verb is said once: `starts anna, ben`.
  private static void does(String verb, String what, Pen pen) {
    if (pen.state != State.RUNNING) {
      return;
    }
    boolean again = !verb.isEmpty() && verb.equals(pen.lastVerb);
    String action = (verb + " " + what).strip();
    String label =
        pen.label.isEmpty() ? action : again ? pen.label + ", " + what : pen.label + "; " + action;
    pen.label = Texts.visible(label);
    pen.lastVerb = verb;
  }

  /// The lane has the name already.
  private static String withoutName(String line, String name) {
    int found = line.indexOf(name + ": ");
    return found < 0 ? line : line.substring(found + name.length() + 2);
  }

  /// What is cancelled is mostly woken by that as well, which needs no arrow of its own.
  private void arrow(TraceEvent event, boolean cancels) {
    int did = pens.get(event.other()).ran;
    Arrow arrow = new Arrow(event.other(), event.task(), did, step(), cancels);
    boolean known =
        cancelled.contains(event.task()) && cancelledIn == step() || arrow.from() == arrow.to();
    if (arrow.from() == 0 || known) {
      return;
    }
    arrows.add(arrow);
    if (cancels) {
      if (cancelledIn != step()) {
        cancelled.clear();
      }
      cancelledIn = step();
      cancelled.add(event.task());
    }
  }

  static State stateOf(TracedThing target) {
    if (target == null) {
      return State.READY;
    }
    return switch (target.label().sort()) {
      case HELD, SHARED -> State.WAITS_FOR_PRIMITIVE;
      case TASKS -> State.WAITS_FOR_TASK;
      case TIME -> State.WAITS_FOR_TIME;
      case OUTSIDE -> State.WAITS_FOR_IO;
    };
  }

  private Timeline finish(int mostLanes) {
    steps.add(last);
    pens.forEach(pen -> pen.change(null, steps.size() - 1, ""));
    Map<Integer, List<Pen>> children =
        pens.stream().skip(1).collect(Collectors.groupingBy(pen -> pen.task.parent()));
    List<Lane> lanes = new ArrayList<>();
    if (mostLanes > 0 && (mostReady() >= MANY_READY || !pens.getFirst().segments.isEmpty())) {
      lanes.add(lane(pens.getFirst(), 0));
    }
    addTasks(children, lanes, mostLanes);
    return new Timeline(
        trace,
        List.copyOf(lanes),
        List.copyOf(steps),
        List.copyOf(ready),
        List.copyOf(arrows),
        moreSteps,
        trace.tasks().size() - (int) lanes.stream().filter(lane -> lane.task() > 0).count());
  }

  private int mostReady() {
    return ready.stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /// Each task is followed by those that it started. Not by recursion: tasks may start each other
  /// in a chain that is longer than a stack is deep.
  private static void addTasks(Map<Integer, List<Pen>> children, List<Lane> lanes, int mostLanes) {
    Deque<Nested> rest = new ArrayDeque<>();
    pushAll(children.get(0), 0, rest);
    while (!rest.isEmpty() && lanes.size() < mostLanes) {
      Nested next = rest.pop();
      lanes.add(lane(next.pen, next.depth));
      pushAll(children.get(next.pen.task.number()), next.depth + 1, rest);
    }
  }

  /// The first comes to lie on top.
  private static void pushAll(List<Pen> pens, int depth, Deque<Nested> rest) {
    if (pens != null) {
      pens.reversed().forEach(pen -> rest.push(new Nested(pen, depth)));
    }
  }

  /// A task, and how many generations are above it.
  private record Nested(Pen pen, int depth) {}

  private static Lane lane(Pen pen, int depth) {
    return new Lane(
        pen.task.number(), pen.task.name(), depth, List.copyOf(pen.segments), pen.outcome);
  }
}
