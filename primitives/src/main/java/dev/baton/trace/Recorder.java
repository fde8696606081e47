package dev.baton.trace;

import dev.baton.EventLoop;
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
  private static final int MOST_NAMES = 1_000;

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
    final Map<Object, String> suffixes = new IdentityHashMap<>();
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
    String target = waitsFor == null ? "" : nameOf(waitsFor, part);
    String line = at == null ? "" : Texts.of(lineOf(at));
    add(part, Kind.SUSPEND, task, null, target, line);
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
    String text =
        switch (what) {
          case PRINTED -> Texts.of(subject);
          case REPORTED -> Texts.ends(String.valueOf(subject));
          default -> nameOf(subject, part);
        };
    add(part, kind, task, null, text, "");
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

  private void add(Part part, Kind kind, Task<?> task, Task<?> other, String text, String at) {
    if (events == MOST_EVENTS) {
      part.dropped++;
    } else {
      events++;
      int number = part.numberOf(task);
      int otherNumber = part.numberOf(other);
      TraceEvent event = new TraceEvent(part.loop.time(), kind, number, otherNumber, text, at);
      part.events.add(event);
      part.steps += event.beginsStep() ? 1 : 0;
    }
  }

  /// The first `Lock` keeps its name, the second becomes `Lock #2`. The state stays at the end.
  private static String nameOf(Object thing, Part part) {
    String text = Texts.of(thing);
    if (!thing.getClass().getPackageName().equals("dev.baton.sync")) {
      return text;
    }
    String name = Texts.withoutState(text);
    String suffix = part.suffixes.get(thing);
    if (suffix == null && part.suffixes.size() < MOST_NAMES) {
      int number = part.alike.merge(name, 1, Integer::sum);
      suffix = number == 1 ? "" : " #" + number;
      part.suffixes.put(thing, suffix);
    }
    return suffix == null ? text : name + suffix + text.substring(name.length());
  }

  private static String outcome(Task<?> task) {
    if (task.isCancelled()) {
      return "cancelled";
    }
    return task.failure().map(Texts::of).orElse("done");
  }
}
