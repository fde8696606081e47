package dev.baton.testing;

/// What an exploration has found.
public final class Exploration {
  private int schedules;
  private int failures;
  private ScheduleRun first;

  Exploration() {}

  void add(ScheduleRun run) {
    schedules++;
    if (run.failure() != null) {
      failures++;
      if (first == null) {
        first = run;
      }
    }
  }

  /// How many schedules were run.
  public int schedules() {
    return schedules;
  }

  /// Under how many of them the program failed.
  public int failures() {
    return failures;
  }

  /// The first schedule that failed, for [Explorer#replay(String)]; null if none did.
  public String firstFailing() {
    return first == null ? null : first.schedule().toString();
  }

  /// What the program threw under it; null if none failed.
  public Throwable firstFailure() {
    return first == null ? null : first.failure();
  }

  ScheduleRun first() {
    return first;
  }

  @Override
  public String toString() {
    return failures + " of " + schedules + " schedules failed";
  }
}
