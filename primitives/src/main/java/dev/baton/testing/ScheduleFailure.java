package dev.baton.testing;

import dev.baton.Action;
import java.util.Arrays;

/// A program failed under some schedule: says which, its simplest form, how to repeat it, and where
/// there is a picture of it.
public final class ScheduleFailure extends AssertionError {
  private final transient String schedule;

  private ScheduleFailure(String message, String schedule, Throwable cause) {
    super(message, cause);
    this.schedule = schedule;
  }

  static ScheduleFailure of(Action<?> program, Exploration found) {
    ScheduleRun run = found.first();
    Schedule simplest = simplest(program, run);
    StringBuilder message = new StringBuilder();
    message
        .append("schedule ")
        .append(run.schedule())
        .append(" fails (tried before: ")
        .append(found.schedules() - 1)
        .append("): ")
        .append(run.failure());
    if (!simplest.equals(run.schedule())) {
      message.append("\n  simplest form: ").append(simplest);
    }
    message.append("\n  to repeat it: -D" + Explorer.PROPERTY + "=").append(simplest);
    message.append("\n  ").append(SchedulePicture.of(program, simplest));
    return new ScheduleFailure(message.toString(), simplest.toString(), run.failure());
  }

  /// The simplest schedule found that fails, for [Explorer#replay(String)].
  public String schedule() {
    return schedule;
  }

  /// Puts decisions back to "first come, first served", one at a time from the end, as long as it
  /// still fails the same way. What remains are the few decisions that matter.
  private static Schedule simplest(Action<?> program, ScheduleRun failing) {
    if (failing.schedule() instanceof Schedule.CancelAt) {
      return failing.schedule();
    }
    int[] decisions = failing.decisions();
    if (!failsAlike(program, decisions, failing)) {
      return failing.schedule();
    }
    for (int i = decisions.length - 1; i >= 0; i--) {
      int before = decisions[i];
      decisions[i] = 0;
      if (before != 0 && !failsAlike(program, decisions, failing)) {
        decisions[i] = before;
      }
    }
    int length = decisions.length;
    while (length > 0 && decisions[length - 1] == 0) {
      length--;
    }
    return new Schedule.Order(Arrays.copyOf(decisions, length));
  }

  private static boolean failsAlike(Action<?> program, int[] decisions, ScheduleRun failing) {
    Throwable failure = ScheduleRun.of(program, new Schedule.Order(decisions.clone())).failure();
    return failure != null && failure.getClass() == failing.failure().getClass();
  }
}
