package dev.baton.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A trace laid out for drawing: steps from left to right, a lane for the loop and one for each
/// task.
///
/// A step is one task's run, or one wait of the loop. Running takes microseconds and waiting
/// seconds, so on a true time axis nothing could be seen; with one column a step it shows at once
/// that **at most one task runs in each column**.
///
/// @param trace what is laid out
/// @param lanes the loop's first, unless there is nothing to tell of it; then the tasks', each
///   under the one that started it
/// @param steps when each step began, in nanoseconds of loop time, and the end of the last
/// @param ready how many tasks were ready when each step began, besides the one that runs in it
/// @param arrows who woke or cancelled whom
/// @param moreSteps how many steps were left out at the end
/// @param moreTasks how many tasks have no lane
record Timeline(
    Trace trace,
    List<Lane> lanes,
    List<Long> steps,
    List<Integer> ready,
    List<Arrow> arrows,
    int moreSteps,
    int moreTasks) {
  /// What a task, or the loop, does for some steps.
  enum State {
    RUNNING,
    BLOCKING,
    READY,
    WAITS_FOR_TIME,
    WAITS_FOR_IO,
    WAITS_FOR_PRIMITIVE,
    WAITS_FOR_TASK,
    IDLE,
    STOPPED;

    boolean runs() {
      return this == RUNNING || this == BLOCKING;
    }

    boolean waits() {
      return ordinal() >= WAITS_FOR_TIME.ordinal() && ordinal() < IDLE.ordinal();
    }
  }

  /// A piece of a lane: steps from `from` to before `to`.
  ///
  /// @param label what it does, or waits for
  /// @param at where: the line at which it waits; of a run, the line at which it went on
  /// @param thing what it waits for; null if it does not
  /// @param holder the task that has what it waits for when it begins to wait; empty if none
  record Segment(
      State state, int from, int to, String label, String at, TracedThing thing, String holder) {}

  /// One row.
  ///
  /// @param depth how far it is indented
  /// @param outcome `done`, `cancelled`, a failure, or empty if it had not ended
  record Lane(int task, String name, int depth, List<Segment> segments, String outcome) {
    /// The step after its last.
    int end() {
      return segments.isEmpty() ? 0 : segments.getLast().to();
    }

    Optional<Segment> at(int step) {
      return segments.stream().filter(s -> s.from() <= step && step < s.to()).findFirst();
    }
  }

  /// From one lane to another: what `from` did in the step `did` has its effect in the step `step`,
  /// mostly the same.
  record Arrow(int from, int to, int did, int step, boolean cancels) {}

  /// How many columns there are.
  int width() {
    return steps.size() - 1;
  }

  List<Stuck> stuck() {
    return trace.stuck();
  }

  int mostReady() {
    return ready.stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /// How long these steps took together.
  long nanos(int from, int to) {
    return steps.get(to) - steps.get(from);
  }

  long nanos(Segment segment) {
    return nanos(segment.from(), segment.to());
  }

  /// How many tasks the program had.
  int tasks() {
    return trace.tasks().size();
  }

  /// `8 steps, 3 tasks, 1.5 s`.
  String size() {
    return Texts.count(width() + moreSteps, "step")
        + ", "
        + Texts.count(tasks(), "task")
        + ", "
        + Times.text(trace.events().isEmpty() ? 0 : trace.events().getLast().nanos());
  }

  boolean isTruncated() {
    return moreSteps > 0 || moreTasks > 0 || trace.dropped() > 0;
  }

  /// What to say under a picture that does not show everything, if anything.
  static Optional<String> shortfall(List<Timeline> timelines) {
    int steps = timelines.stream().mapToInt(Timeline::moreSteps).sum();
    int tasks = timelines.stream().mapToInt(Timeline::moreTasks).sum();
    long events = timelines.stream().mapToLong(timeline -> timeline.trace().dropped()).sum();
    List<String> hidden = new ArrayList<>();
    if (steps > 0) {
      hidden.add(Texts.count(steps, "more step"));
    }
    if (tasks > 0) {
      hidden.add(Texts.count(tasks, "more task"));
    }
    List<String> missing = new ArrayList<>();
    if (!hidden.isEmpty()) {
      String what = String.join(" and ", hidden);
      missing.add(what + " not shown here, but with --trace x.json");
    }
    if (events > 0) {
      missing.add(Texts.count(events, "event") + " after the first 200,000 not recorded");
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("Truncated: " + String.join("; ", missing) + ".");
  }
}
