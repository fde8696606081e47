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

  private final Action<?> program;
  private int runsLeft = MOST_RUNS;

  /// The simplest found so far.
  private ScheduleRun best;

  Shrinking(Action<?> program, ScheduleRun failing) {
    this.program = program;
    this.best = failing;
  }

  /// A run that fails like the first one.
  ScheduleRun simplest() {
    int length = best.decisions().length;
    if (accept(best.decisions())) {
      for (int size = length; size > 0; size /= 2) {
        shrinkBlocks(length, size);
      }
    }
    return best;
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
    if (runsLeft-- <= 0) {
      return false;
    }
    Order order = new Order.Decisions(withoutLastZeros(decisions));
    ScheduleRun run = ScheduleRun.of(program, best.schedule().with(order));
    boolean alike = run.failure() != null && run.failure().getClass() == best.failure().getClass();
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
