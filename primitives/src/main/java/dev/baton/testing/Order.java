package dev.baton.testing;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Which task goes next, each time that several are ready.
sealed interface Order {
  /// Digits of a decision, smallest first. The most tasks that are chosen from are as many.
  String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

  /// Always the one that was ready first: what a loop does when nobody explores it.
  Order FIRST_COME = new Decisions(new int[0]);

  /// Decisions by a random generator with this seed.
  record Seed(long seed) implements Order {
    @Override
    public Decider decider() {
      SplittableRandom random = new SplittableRandom(seed);
      return (_, count) -> random.nextInt(count);
    }

    @Override
    public String toString() {
      return "seed:" + seed;
    }
  }

  /// These decisions, then the one that was ready first.
  record Decisions(int[] decisions) implements Order {
    @Override
    public Decider decider() {
      return (step, count) -> step < decisions.length ? Math.min(decisions[step], count - 1) : 0;
    }

    @Override
    public String toString() {
      if (decisions.length == 0) {
        return "fifo";
      }
      StringBuilder text = new StringBuilder("order:");
      for (int decision : decisions) {
        text.append(DIGITS.charAt(decision));
      }
      return text.toString();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Decisions that && Arrays.equals(decisions, that.decisions);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(decisions);
    }
  }

  /// Makes the decisions of one run.
  Decider decider();

  /// One decision after the other.
  @FunctionalInterface
  interface Decider {
    /// @param count of the tasks to choose from, at most as many as there are digits
    /// @return from 0 to `count - 1`
    int decide(int step, int count);
  }

  /// The other way round of `toString`; null if it is none.
  static Order parse(String text) {
    if (text.equals("fifo")) {
      return FIRST_COME;
    }
    if (text.matches("seed:-?\\d{1,19}")) {
      return seed(text.substring("seed:".length()));
    }
    if (text.matches("order:[0-9a-z]+")) {
      return new Decisions(
          text.substring("order:".length()).chars().map(DIGITS::indexOf).toArray());
    }
    return null;
  }

  private static Order seed(String number) {
    try {
      return new Seed(Long.parseLong(number));
    } catch (NumberFormatException tooLarge) {
      return null;
    }
  }
}
