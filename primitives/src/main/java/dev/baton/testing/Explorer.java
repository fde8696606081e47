package dev.baton.testing;

import dev.baton.Action;
import java.util.Objects;

/// Runs a program under many schedules, to find mistakes that show only when tasks take turns in an
/// unlucky order.
///
/// With one task at a time, all that can differ from run to run is which of the tasks that are
/// ready goes next, when timers fire (a virtual clock decides), and what comes from outside
/// (refused here). So every order can be tried, and any one of them repeated:
///
/// ```
/// Explorer.random(200).check(() -> {
///   var account = new Account();
///   TaskGroup.run(group -> {
///     group.spawn(() -> account.deposit(100));
///     group.spawn(() -> account.deposit(100));
///   });
///   assertEquals(200, account.balance());
/// });
/// ```
///
/// | mode | which schedules |
/// |---|---|
/// | [random][#random(int)] | so many, each from a seed |
/// | [exhaustive][#exhaustive(int)] | all, or the first so many |
/// | [cancelEverywhere][#cancelEverywhere()] | first come, first served, with the task that waits cancelled at each place in turn |
/// | [replay][#replay(String)] | the one that a failure has named |
///
/// A program fails when it throws: a failed assertion, a [dev.baton.DeadlockException], anything.
/// (While tasks are cancelled, a [dev.baton.CancelledError] that leaves it is no failure.) It is
/// run anew for each schedule, so everything it uses must be made inside it. It must not depend on
/// anything but its schedule: a random schedule is run twice, and a difference is reported. That
/// covers switches between tasks only, not what several threads do to memory.
///
/// In a JUnit test the lines above are all that is needed. To repeat a failure, run the test with
/// `-Dbaton.schedule=` and what the failure says.
public final class Explorer {
  /// The property that makes every exploration repeat one schedule.
  static final String PROPERTY = "baton.schedule";

  private final Schedules schedules;
  private final boolean twice;

  private Explorer(Schedules schedules, boolean twice) {
    String only = System.getProperty(PROPERTY);
    this.schedules = only == null ? schedules : new Schedules.Replay(Schedule.parse(only));
    this.twice = twice;
  }

  /// Random schedules, from the seeds 1, 2, 3 and so on.
  ///
  /// @param count how many, at least 1
  public static Explorer random(int count) {
    return random(1, count);
  }

  /// Random schedules, from this seed on.
  ///
  /// @param count how many, at least 1
  public static Explorer random(long firstSeed, int count) {
    return new Explorer(new Schedules.Random(firstSeed, atLeastOne(count)), true);
  }

  /// All schedules, depth first; of programs with more only the first `most`.
  ///
  /// @param most at least 1
  public static Explorer exhaustive(int most) {
    return new Explorer(new Schedules.Exhaustive(atLeastOne(most)), false);
  }

  /// As many runs as the program has places where a task waits: in the first the task that waits
  /// first is cancelled there, and so on.
  public static Explorer cancelEverywhere() {
    return new Explorer(new Schedules.CancelEverywhere(), false);
  }

  /// One schedule, as a failure names it: `seed:17`, `order:0120` or `cancel:3`.
  public static Explorer replay(String schedule) {
    return new Explorer(new Schedules.Replay(Schedule.parse(schedule)), false);
  }

  /// Runs the program under all schedules and counts the failures.
  public Exploration explore(Action<?> program) {
    return run(program, false);
  }

  /// Runs the program until it fails.
  ///
  /// @throws ScheduleFailure with the failure, the schedule and its simplest form
  public Exploration check(Action<?> program) {
    Exploration found = run(program, true);
    if (found.failures() > 0) {
      throw ScheduleFailure.of(program, found);
    }
    return found;
  }

  private Exploration run(Action<?> program, boolean untilFailure) {
    Objects.requireNonNull(program, "program");
    Exploration found = new Exploration();
    ScheduleRun last = null;
    for (Schedule next; (next = schedules.next(last)) != null; ) {
      last = ScheduleRun.of(program, next);
      if (twice && !last.equals(ScheduleRun.of(program, next))) {
        throw new IllegalStateException(
            "two runs of schedule "
                + next
                + " differ: the program depends on something besides its schedule (the real clock,"
                + " a random number, the order of a HashSet, a thread)");
      }
      found.add(last);
      if (untilFailure && last.failure() != null) {
        break;
      }
    }
    return found;
  }

  private static int atLeastOne(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("at least 1 schedule is needed, got " + count);
    }
    return count;
  }
}
