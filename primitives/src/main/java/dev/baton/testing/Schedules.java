package dev.baton.testing;

import java.util.Arrays;

/// The schedules of one exploration, one after the other.
interface Schedules {
  /// The next one, given how the last one went (null before the first); null when there is none
  /// left.
  Schedule next(ScheduleRun last);

  /// Seeds in a row.
  final class Random implements Schedules {
    private long seed;
    private int left;

    Random(long firstSeed, int count) {
      this.seed = firstSeed;
      this.left = count;
    }

    @Override
    public Schedule next(ScheduleRun last) {
      return left-- > 0 ? new Schedule.Seed(seed++) : null;
    }
  }

  /// All orders, as an odometer counts: the last decision that can still be raised is raised, and
  /// those after it begin anew.
  final class Exhaustive implements Schedules {
    private int left;

    Exhaustive(int most) {
      this.left = most;
    }

    @Override
    public Schedule next(ScheduleRun last) {
      if (left-- == 0) {
        return null;
      }
      if (last == null) {
        return new Schedule.Order(new int[0]);
      }
      int[] decisions = last.decisions();
      int[] counts = last.counts();
      for (int i = decisions.length - 1; i >= 0; i--) {
        if (decisions[i] + 1 < Math.min(counts[i], Schedule.DIGITS.length())) {
          int[] raised = Arrays.copyOf(decisions, i + 1);
          raised[i]++;
          return new Schedule.Order(raised);
        }
      }
      return null;
    }
  }

  /// Each place in turn, until a run has no such place any more.
  final class CancelEverywhere implements Schedules {
    private int place;

    @Override
    public Schedule next(ScheduleRun last) {
      return last == null || last.waits() >= place ? new Schedule.CancelAt(++place) : null;
    }
  }

  /// One.
  final class Replay implements Schedules {
    private final Schedule schedule;

    Replay(Schedule schedule) {
      this.schedule = schedule;
    }

    @Override
    public Schedule next(ScheduleRun last) {
      return last == null ? schedule : null;
    }
  }
}
