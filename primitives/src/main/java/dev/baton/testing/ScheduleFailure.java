package dev.baton.testing;

import dev.baton.Action;

/// A program failed under some schedule: says which, its simplest form, how to repeat it, and where
/// there is a picture of it. The cause is what the program threw under the simplest form.
public final class ScheduleFailure extends AssertionError {
  private final transient String schedule;

  private ScheduleFailure(String message, Schedule schedule, Throwable cause) {
    super(message, cause);
    this.schedule = schedule.toString();
  }

  /// The program is not run again: somebody may be debugging it.
  static ScheduleFailure ofReplay(ScheduleRun run) {
    String message = "schedule " + run.schedule() + " fails: " + run.failure();
    String disturbed = run.isDisturbed() ? "\n  disturbed: " + run.disturbed() : "";
    return new ScheduleFailure(message + disturbed, run.schedule(), run.failure());
  }

  static ScheduleFailure of(Action<?> program, Exploration found) {
    ScheduleRun run = found.first();
    ScheduleRun simplest = new Shrinking(program, run, Shrinking.MOST_STEPS).simplest();
    Schedule schedule = simplest.schedule();
    StringBuilder message = new StringBuilder();
    message
        .append("schedule ")
        .append(run.schedule())
        .append(" fails (tried before: ")
        .append(found.schedules() - 1)
        .append("): ")
        .append(run.failure());
    if (!schedule.equals(run.schedule())) {
      message.append("\n  simplest form: ").append(schedule);
    }
    if (!simplest.failure().toString().equals(run.failure().toString())) {
      message.append("\n  which fails with: ").append(simplest.failure());
    }
    if (simplest.isDisturbed()) {
      message.append("\n  disturbed: ").append(simplest.disturbed());
    }
    message
        .append("\n  to repeat it: run this test alone with -D" + Explorer.SCHEDULE + "=")
        .append(schedule);
    message.append("\n  ").append(SchedulePicture.of(program, schedule));
    return new ScheduleFailure(message.toString(), schedule, simplest.failure());
  }

  /// The simplest schedule found that fails, for [Explorer#replay(String)].
  public String schedule() {
    return schedule;
  }
}
