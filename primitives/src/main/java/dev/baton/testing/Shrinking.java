package dev.baton.testing;

import dev.baton.Action;
import java.util.Arrays;

/// Looks for the simplest order under which a program still fails the same way: puts decisions back
/// to "first come, first served", many at once and then fewer, from the end. What remains are the
/// few decisions that matter.
///
/// This is the idea of delta debugging (Zeller and Hildebrandt, "Simplifying and isolating
/// failure-inducing input", 2002), with one order of trying.
final class Shrinking {
  /// A failure that comes late is better than none; one that never comes is not.
  private static final int MOST_RUNS = 2_000;

  /// Some seconds, at most a minute: a program that never ends takes all the steps there are in
  /// each run.
  static final int MOST_STEPS = 2_000_000;

  /// Nobody reads decisions that fill more than two lines: then the seed is the simplest form.
  private static final int LONGEST = 200;

  private final Action<?> program;
  private final ScheduleRun found;
  private int runsLeft = MOST_RUNS;
  private int stepsLeft;

  /// The simplest so far.
  private ScheduleRun best;

  /// @param mostSteps after so many steps of tasks, in all runs together, no more runs are tried
  Shrinking(Action<?> program, ScheduleRun found, int mostSteps) {
    this.program = program;
    this.found = found;
    this.best = found;
    this.stepsLeft = mostSteps;
  }

  /// A run that fails like the first one.
  ScheduleRun simplest() {
    int length = best.decisions().length;
    if (accept(best.decisions())) {
      for (int size = length; size > 0; size /= 2) {
        shrinkBlocks(length, size);
      }
    }
    return length(best) <= Math.max(LONGEST, length(found)) ? best : found;
  }

  private static int length(ScheduleRun run) {
    return run.schedule().toString().length();
  }

  private void shrinkBlocks(int length, int size) {
    for (int end = length; end > 0; end -= size) {
      int[] decisions = Arrays.copyOf(best.decisions(), length); // what comes after them is 0
      int from = Math.max(0, end - size);
      if (Arrays.stream(decisions, from, end).anyMatch(decision -> decision != 0)) {
        Arrays.fill(decisions, from, end, 0);
        accept(decisions);
      }
    }
  }

  /// Takes these decisions if the program fails alike under them.
  private boolean accept(int[] decisions) {
    if (runsLeft-- <= 0 || stepsLeft <= 0) {
      return false;
    }
    Order order = new Order.Decisions(withoutLastZeros(decisions));
    ScheduleRun run = ScheduleRun.of(program, best.schedule().with(order));
    stepsLeft -= run.steps();
    boolean alike = run.failsLike(found);
    if (alike) {
      best = run;
    }
    return alike;
  }

  private static int[] withoutLastZeros(int[] decisions) {
    int length = decisions.length;
    while (length > 0 && decisions[length - 1] == 0) {
      length--;
    }
    return Arrays.copyOf(decisions, length);
  }
}
