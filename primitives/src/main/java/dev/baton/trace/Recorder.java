package dev.baton.trace;

import dev.baton.Blocker;
import dev.baton.EventLoop;
import dev.baton.Label;
import dev.baton.Labelled;
import dev.baton.LoopListener;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.trace.TraceEvent.Kind;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Records what happens on a loop, to be drawn or printed later.
///
/// ```java
/// Recorder recorder = new Recorder();
/// EventLoop.builder().listener(recorder).run(() -> serve());
/// List<Trace> traces = recorder.traces();
/// ```
///
/// To write it to a file, let [TraceFile] make it. It keeps the first 200,000 events and counts the
/// rest. Recording costs about two microseconds each time that a task waits, since the line is
/// looked up. One recorder may see several loops, one after the other, and makes a trace of each.
public final class Recorder implements LoopListener {
  private static final int MOST_EVENTS = 200_000;

  /// Primitives that look alike get numbers, up to so many of them.
  private static final int MOST_THINGS = 1_000;

  /// So many tasks that have ended are kept.
  private static final int MOST_ENDED = 1_000;

  private final List<Part> parts = new ArrayList<>();
  private String heading = "";
  private int events;

  /// What belongs to one loop.
  private static final class Part {
    final EventLoop loop;
    final String heading;
    final List<TracedTask> tasks = new ArrayList<>();
    final List<TraceEvent> events = new ArrayList<>();
    final Map<Task<?>, Integer> numbers = new IdentityHashMap<>();
    final Map<TaskGroup, Integer> groups = new IdentityHashMap<>();

    /// Which each is of those with the same title.
    final Map<Object, Integer> things = new IdentityHashMap<>();

    final Map<String, Integer> alike = new HashMap<>();

    /// Tasks that have ended: what their end brings about comes a turn later.
    final Deque<Task<?>> ended = new ArrayDeque<>();

    final List<Stuck> stuck = new ArrayList<>();

    /// How many have begun.
    int steps;

    long dropped;

    Part(EventLoop loop, String heading) {
      this.loop = loop;
      this.heading = heading;
    }

    /// 0 for null, and for a task that was there before the recorder.
    int numberOf(Task<?> task) {
      return task == null ? 0 : numbers.getOrDefault(task, 0);
    }

    /// Primitives are told apart: of two with the title `Lock` the second has the number 2.
    int numberOf(Object thing, Label label) {
      Integer known = things.get(thing);
      if (known == null && isPrimitive(thing, label) && things.size() < MOST_THINGS) {
        known = alike.merge(label.title(), 1, Integer::sum);
        things.put(thing, known);
      }
      return known == null ? 1 : known;
    }

    private static boolean isPrimitive(Object thing, Label label) {
      return thing instanceof Labelled
          && (label.sort() == Label.Sort.HELD || label.sort() == Label.Sort.SHARED);
    }

    List<Integer> numbersOf(List<Task<?>> some) {
      return some.stream().map(this::numberOf).filter(number -> number > 0).toList();
    }

    /// Their results may be large.
    void forgetLater(Task<?> task) {
      ended.add(task);
      if (ended.size() > MOST_ENDED) {
        numbers.remove(ended.poll());
      }
    }
  }

  /// Gives the loops that are started from now on a heading.
  public void part(String heading) {
    this.heading = Texts.visible(heading);
  }

  /// What was recorded so far: a trace for each loop.
  public List<Trace> traces() {
    return parts.stream()
        .map(part -> new Trace(part.heading, part.tasks, part.events, part.stuck, part.dropped))
        .toList();
  }

  @Override
  public void spawned(Task<?> task, Task<?> parent, TaskGroup group) {
    Part part = partOf(task.loop());
    if (events < MOST_EVENTS) {
      int number = part.tasks.size() + 1;
      int groupNumber =
          group == null ? 0 : part.groups.computeIfAbsent(group, _ -> part.groups.size() + 1);
      part.numbers.put(task, number);
      part.tasks.add(
          new TracedTask(number, Texts.of(task.name()), part.numberOf(parent), groupNumber));
    }
    add(part, Kind.SPAWN, task, parent, "", "");
  }

  @Override
  public void runs(Task<?> task) {
    add(partOf(task.loop()), Kind.RUN, task, null, "", "");
  }

  @Override
  public void suspends(Task<?> task, Object waitsFor, StackFrame at) {
    Part part = partOf(task.loop());
    String line = at == null ? "" : Texts.of(lineOf(at));
    if (waitsFor == null) {
      add(part, Kind.SUSPEND, task, null, "", line);
    } else {
      add(part, Kind.SUSPEND, task, holderOf(waitsFor), thing(waitsFor, part), line);
    }
  }

  @Override
  public void woken(Task<?> task, Task<?> by) {
    add(partOf(task.loop()), Kind.WAKE, task, by, "", "");
  }

  @Override
  public void cancelRequested(Task<?> task, Task<?> by) {
    add(partOf(task.loop()), Kind.CANCEL, task, by, "", "");
  }

  @Override
  public void ended(Task<?> task) {
    Part part = partOf(task.loop());
    int number = part.numberOf(task);
    if (number > 0) { // it may have been renamed since
      TracedTask known = part.tasks.get(number - 1);
      part.tasks.set(
          number - 1, new TracedTask(number, Texts.of(task.name()), known.parent(), known.group()));
    }
    add(part, Kind.END, task, null, outcome(task), "");
    part.forgetLater(task);
  }

  @Override
  public void idle(long nanos) {
    add(partOf(EventLoop.running()), Kind.IDLE, null, null, "", "");
  }

  @Override
  public void busy() {
    add(partOf(EventLoop.running()), Kind.BUSY, null, null, "", "");
  }

  @Override
  public void deadlocked(List<Task<?>> tasks, List<Task<?>> ring) {
    Part part = partOf(EventLoop.running());
    if (events < MOST_EVENTS) {
      part.stuck.add(
          new Stuck(part.steps, Set.copyOf(part.numbersOf(tasks)), part.numbersOf(ring)));
    }
  }

  @Override
  public void stopped(String report) {
    add(partOf(EventLoop.running()), Kind.STOP, null, null, Texts.ends(report), "");
  }

  @Override
  public void noted(Task<?> task, Note what, Object subject) {
    Kind kind =
        switch (what) {
          case ACQUIRED -> Kind.ACQUIRE;
          case RELEASED -> Kind.RELEASE;
          case CHANGED -> Kind.CHANGE;
          case PRINTED -> Kind.PRINT;
          case REPORTED -> Kind.REPORT;
        };
    Part part = partOf(EventLoop.running());
    switch (what) {
      case PRINTED -> add(part, kind, task, null, Texts.of(subject), "");
      case REPORTED -> add(part, kind, task, null, Texts.ends(String.valueOf(subject)), "");
      default -> add(part, kind, task, null, thing(subject, part), "");
    }
  }

  /// With the folder of its package.
  private static String lineOf(StackFrame at) {
    String type = at.getClassName();
    String folder = type.substring(0, type.lastIndexOf('.') + 1).replace('.', '/');
    return folder + at.getFileName() + ":" + at.getLineNumber();
  }

  private Part partOf(EventLoop loop) {
    if (parts.isEmpty() || parts.getLast().loop != loop) {
      parts.add(new Part(loop, heading));
    }
    return parts.getLast();
  }

  private void add(
      Part part, Kind kind, Task<?> task, Task<?> other, TracedThing thing, String at) {
    add(part, kind, task, other, thing.text(), at, thing);
  }

  private void add(Part part, Kind kind, Task<?> task, Task<?> other, String text, String at) {
    add(part, kind, task, other, text, at, null);
  }

  private void add(
      Part part,
      Kind kind,
      Task<?> task,
      Task<?> other,
      String text,
      String at,
      TracedThing thing) {
    if (events == MOST_EVENTS) {
      part.dropped++;
    } else {
      events++;
      int number = part.numberOf(task);
      int otherNumber = part.numberOf(other);
      TraceEvent event =
          new TraceEvent(part.loop.time(), kind, number, otherNumber, text, at, thing);
      part.events.add(event);
      part.steps += event.beginsStep() ? 1 : 0;
    }
  }

  private static TracedThing thing(Object thing, Part part) {
    Label label = Texts.label(thing);
    return new TracedThing(label, part.numberOf(thing, label));
  }

  /// The first of them, or null. Somebody's own class may fail to say it.
  private static Task<?> holderOf(Object thing) {
    try {
      return thing instanceof Blocker blocker
          ? blocker.holders().stream().findFirst().orElse(null)
          : null;
    } catch (RuntimeException | StackOverflowError broken) {
      return null;
    }
  }

  private static String outcome(Task<?> task) {
    if (task.isCancelled()) {
      return "cancelled";
    }
    return task.failure().map(Texts::of).orElse("done");
  }
}
