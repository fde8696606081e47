package dev.baton.testing;

import dev.baton.Action;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.EventLoopBuilder;
import dev.baton.ExceptionGroup;
import dev.baton.LoopListener;
import dev.baton.SchedulingPolicy;
import dev.baton.Task;
import dev.baton.UnhandledFailure;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// One run of a program under one schedule, and what happened.
final class ScheduleRun implements SchedulingPolicy {
  /// More steps of tasks than any program for tests takes: it would never end.
  static final int MOST_STEPS = 100_000;

  /// Whose lines say nothing about what failed.
  private static final List<String> CHECKS = List.of("java.", "org.junit.", "org.assertj.");

  private final Schedule schedule;
  private final Order.Decider decider;
  private final VirtualClock clock = new VirtualClock();

  /// What was chosen, and from how many, each time that there was a choice.
  private int[] decisions = new int[16];

  private int[] counts = new int[16];
  private int choices;

  /// For each step of a task, who took it and when, in a number: two runs of one schedule must
  /// agree in it.
  private int[] trail = new int[32];

  private int steps;

  /// Null unless a task is to be cancelled.
  private final CancelEverywhere cancel;

  /// Null unless input or output is to fail.
  private final IoFaults faults;

  /// From then on nothing is to be chosen any more.
  private boolean deadlocked;

  private Throwable failure;

  private ScheduleRun(Schedule schedule) {
    this.schedule = schedule;
    this.decider = schedule.order().decider();
    this.cancel =
        schedule.disturbance() instanceof Disturbance.Cancel(int place)
            ? new CancelEverywhere(place)
            : null;
    this.faults =
        schedule.disturbance() instanceof Disturbance.Failing failing
            ? new IoFaults(failing)
            : null;
  }

  static ScheduleRun of(Action<?> program, Schedule schedule) {
    return of(program, schedule, null);
  }

  /// The same, with somebody watching.
  static ScheduleRun of(Action<?> program, Schedule schedule, LoopListener listener) {
    ScheduleRun run = new ScheduleRun(schedule);
    EventLoopBuilder builder =
        EventLoop.builder().clock(run.clock).schedulingPolicy(run).exceptionHandler(run::unhandled);
    if (listener != null) {
      builder.listener(listener); // first: what is cancelled has begun to wait
    }
    if (run.cancel != null) {
      builder.listener(run.cancel);
    }
    if (run.faults == null) {
      run.execute(builder, program);
    } else {
      run.faults.during(() -> run.execute(builder, program));
    }
    return run;
  }

  private void execute(EventLoopBuilder builder, Action<?> program) {
    try {
      builder.run(program);
    } catch (Throwable thrown) {
      if (!isExpected(thrown)) {
        failed(thrown);
      }
    }
  }

  /// That a task's failure was seen by nobody is a mistake, whatever it was. But code may also say
  /// that something went wrong, as a listener does that cannot accept.
  private void unhandled(UnhandledFailure failure) {
    boolean said = failure.name() == null && isExpected(failure.exception());
    if (!said) {
      failed(failure.exception());
    }
  }

  /// What a disturbance brings about if nobody deals with it: an honest end. What comes in pieces
  /// is all there, so nothing may fail of it.
  private boolean isExpected(Throwable thrown) {
    if (cancel != null) {
      return thrown instanceof CancelledError;
    }
    return faults != null && faults.lose() && isIo(thrown);
  }

  private static boolean isIo(Throwable thrown) {
    return thrown instanceof IOException
        || thrown instanceof ExceptionGroup group
            && group.exceptions().stream().allMatch(ScheduleRun::isIo);
  }

  private void failed(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    }
  }

  @Override
  public int choose(List<Task<?>> ready) {
    int count = Math.min(ready.size(), Order.DIGITS.length());
    int decision = count == 1 || deadlocked ? 0 : decide(count);
    Task<?> next = ready.get(decision);
    note(next);
    if (cancel != null) {
      cancel.beforeStepOf(next);
    }
    return decision;
  }

  /// A decision like the others: 0, to go on, is what a loop mostly does.
  @Override
  public boolean yields(Task<?> task) {
    return !deadlocked && decide(2) == 1;
  }

  @Override
  public void deadlocked() {
    deadlocked = true;
  }

  private int decide(int count) {
    if (choices == decisions.length) {
      decisions = Arrays.copyOf(decisions, choices * 2);
      counts = Arrays.copyOf(counts, choices * 2);
    }
    int decision = decider.decide(choices, count);
    decisions[choices] = decision;
    counts[choices++] = count;
    return decision;
  }

  private void note(Task<?> next) {
    if (steps == trail.length) {
      trail = Arrays.copyOf(trail, steps * 2);
    }
    trail[steps++] =
        (next.hashCode() * 31 + next.name().hashCode()) * 31 + Long.hashCode(clock.nanoTime());
    if (steps % MOST_STEPS == 0) {
      throw new IllegalStateException(
          "the program did not end within "
              + MOST_STEPS
              + " steps of its tasks; give each loop of its tasks an end");
    }
  }

  Schedule schedule() {
    return schedule;
  }

  /// What the program threw, or null.
  Throwable failure() {
    return failure;
  }

  /// How many steps its tasks took.
  int steps() {
    return steps;
  }

  /// What was chosen, each time that there was a choice.
  int[] decisions() {
    return Arrays.copyOf(decisions, choices);
  }

  /// From how many.
  int[] counts() {
    return Arrays.copyOf(counts, choices);
  }

  /// True when the run had the place at which it was to be disturbed.
  boolean isDisturbed() {
    return disturbed() != null;
  }

  /// What disturbed it, in words; null if nothing did.
  String disturbed() {
    if (cancel != null) {
      return cancel.done();
    }
    return faults == null ? null : faults.struck();
  }

  /// The number of the first step, from 1, in which another run of the same schedule differs; 0 if
  /// it does not.
  int differsFrom(ScheduleRun other) {
    int same = Arrays.mismatch(trail, 0, steps, other.trail, 0, other.steps);
    if (same >= 0) {
      return same + 1;
    }
    boolean alike =
        Arrays.equals(counts(), other.counts())
            && Objects.equals(type(failure), type(other.failure));
    return alike ? 0 : steps;
  }

  /// True when both failed, with the same type of failure from the same line. The messages may
  /// differ: they often tell of the order.
  boolean failsLike(ScheduleRun other) {
    return failure != null
        && type(failure) == type(other.failure)
        && origin(failure).equals(origin(other.failure));
  }

  /// The line that threw it, or called what checks.
  private static Optional<StackTraceElement> origin(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> CHECKS.stream().noneMatch(frame.getClassName()::startsWith))
        .findFirst();
  }

  private static Class<?> type(Throwable failure) {
    return failure == null ? null : failure.getClass();
  }
}
