package dev.baton.testing;

import java.util.Arrays;

/// The orders of one exploration, one after the other.
interface Orders {
  /// The next one, given how the last one went (null before the first); null when there is none
  /// left.
  Order next(ScheduleRun last);

  /// One.
  final class One implements Orders {
    private final Order order;

    One(Order order) {
      this.order = order;
    }

    @Override
    public Order next(ScheduleRun last) {
      return last == null ? order : null;
    }
  }

  /// Seeds in a row.
  final class Random implements Orders {
    private long seed;
    private int left;

    Random(long firstSeed, int count) {
      this.seed = firstSeed;
      this.left = count;
    }

    @Override
    public Order next(ScheduleRun last) {
      return left-- > 0 ? new Order.Seed(seed++) : null;
    }
  }

  /// All orders, as an odometer counts: the last decision that can still be raised is raised, and
  /// those after it begin anew.
  final class Exhaustive implements Orders {
    private int left;

    Exhaustive(int most) {
      this.left = most;
    }

    @Override
    public Order next(ScheduleRun last) {
      if (left-- == 0) {
        return null;
      }
      if (last == null) {
        return Order.FIRST_COME;
      }
      int[] decisions = last.decisions();
      int[] counts = last.counts();
      for (int i = decisions.length - 1; i >= 0; i--) {
        if (decisions[i] + 1 < counts[i]) {
          int[] raised = Arrays.copyOf(decisions, i + 1);
          raised[i]++;
          return new Order.Decisions(raised);
        }
      }
      return null;
    }
  }
}
