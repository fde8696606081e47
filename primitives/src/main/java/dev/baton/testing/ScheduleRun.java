package dev.baton.testing;

import dev.baton.Action;
import dev.baton.CancelledError;
import dev.baton.Chooser;
import dev.baton.EventLoop;
import dev.baton.EventLoopBuilder;
import dev.baton.LoopListener;
import dev.baton.Task;
import java.lang.StackWalker.StackFrame;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// One run of a program under one schedule, and what happened.
final class ScheduleRun implements Chooser {
  private final Schedule schedule;
  private final Schedule.Decider decider;
  private int[] decisions = new int[16];
  private int[] counts = new int[16];
  private int steps;
  private int waits;

  /// Of the tasks that were ready at each decision: two runs of one schedule must agree in it.
  private int fingerprint;

  private Throwable failure;

  private ScheduleRun(Schedule schedule) {
    this.schedule = schedule;
    this.decider = schedule.decider();
  }

  static ScheduleRun of(Action<?> program, Schedule schedule) {
    return of(program, schedule, null);
  }

  /// The same, with somebody watching.
  static ScheduleRun of(Action<?> program, Schedule schedule, LoopListener listener) {
    ScheduleRun run = new ScheduleRun(schedule);
    EventLoopBuilder builder =
        EventLoop.builder()
            .clock(new VirtualClock())
            .chooser(run)
            .exceptionHandler(unhandled -> run.failed(unhandled.exception()));
    if (schedule instanceof Schedule.CancelAt(int place)) {
      builder.listener(run.new CancelAt(place, listener));
    } else if (listener != null) {
      builder.listener(listener);
    }
    run.execute(builder, program);
    return run;
  }

  private void execute(EventLoopBuilder builder, Action<?> program) {
    try {
      builder.run(program);
    } catch (CancelledError cancelled) {
      if (!(schedule instanceof Schedule.CancelAt)) {
        failed(cancelled);
      }
    } catch (Throwable thrown) {
      failed(thrown);
    }
  }

  private void failed(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    }
  }

  @Override
  public int choose(List<Task<?>> ready) {
    int decision = decider.decide(steps, ready.size());
    if (steps == decisions.length) {
      decisions = Arrays.copyOf(decisions, steps * 2);
      counts = Arrays.copyOf(counts, steps * 2);
    }
    decisions[steps] = decision;
    counts[steps++] = ready.size();
    fingerprint = fingerprint * 31 + ready.get(decision).name().hashCode();
    return decision;
  }

  Schedule schedule() {
    return schedule;
  }

  /// What the program threw, or null.
  Throwable failure() {
    return failure;
  }

  /// What was chosen, each time that there was a choice.
  int[] decisions() {
    return Arrays.copyOf(decisions, steps);
  }

  /// From how many.
  int[] counts() {
    return Arrays.copyOf(counts, steps);
  }

  /// How often a task has waited; counted only while places are cancelled.
  int waits() {
    return waits;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScheduleRun that
        && fingerprint == that.fingerprint
        && Arrays.equals(counts(), that.counts())
        && Objects.equals(text(failure), text(that.failure));
  }

  @Override
  public int hashCode() {
    return fingerprint;
  }

  private static String text(Throwable failure) {
    return failure == null ? null : failure.getClass().getName();
  }

  /// Counts the places where tasks wait, and cancels the task at one of them.
  private final class CancelAt implements LoopListener {
    private final int place;

    CancelAt(int place, LoopListener next) {
      this.place = place;
      this.next = next == null ? new LoopListener() {} : next;
    }

    private final LoopListener next;

    @Override
    public void suspends(Task<?> task, Object waitsFor, StackFrame at) {
      if (++waits == place) {
        task.cancel("cancelled at place " + place);
      }
      next.suspends(task, waitsFor, at);
    }
  }
}
