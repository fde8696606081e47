package dev.baton.testing;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Which task goes next, each time that several are ready; or which waiting task is cancelled.
sealed interface Schedule {
  /// Digits of a decision, smallest first.
  String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

  /// Decisions by a random generator with this seed.
  record Seed(long seed) implements Schedule {
    @Override
    public String toString() {
      return "seed:" + seed;
    }
  }

  /// These decisions, then the one that was ready first.
  record Order(int[] decisions) implements Schedule {
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("order:");
      for (int decision : decisions) {
        text.append(DIGITS.charAt(decision));
      }
      return text.toString();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Order that && Arrays.equals(decisions, that.decisions);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(decisions);
    }
  }

  /// First come, first served; the task that is the `place`th to wait, from 1, is cancelled there.
  record CancelAt(int place) implements Schedule {
    @Override
    public String toString() {
      return "cancel:" + place;
    }
  }

  /// Makes the decisions of one run. The most tasks it chooses from are as many as there are
  /// digits.
  default Decider decider() {
    return switch (this) {
      case Seed(long seed) -> {
        SplittableRandom random = new SplittableRandom(seed);
        yield (_, count) -> random.nextInt(Math.min(count, DIGITS.length()));
      }
      case Order(int[] decisions) ->
          (step, count) -> step < decisions.length ? Math.min(decisions[step], count - 1) : 0;
      case CancelAt _ -> (_, _) -> 0;
    };
  }

  /// One decision after the other.
  @FunctionalInterface
  interface Decider {
    int decide(int step, int count);
  }

  /// The other way round of [#toString()].
  static Schedule parse(String text) {
    int colon = text.indexOf(':');
    String kind = colon < 0 ? "" : text.substring(0, colon);
    String value = text.substring(colon + 1);
    try {
      switch (kind) {
        case "seed":
          return new Seed(Long.parseLong(value));
        case "cancel":
          return new CancelAt(Integer.parseInt(value));
        case "order":
          int[] decisions = value.chars().map(DIGITS::indexOf).toArray();
          if (Arrays.stream(decisions).allMatch(decision -> decision >= 0)) {
            return new Order(decisions);
          }
          break;
        default:
          break;
      }
    } catch (NumberFormatException notANumber) {
      // said below
    }
    throw new IllegalArgumentException(
        "a schedule is seed:NUMBER, order:DIGITS or cancel:NUMBER, got \"" + text + "\"");
  }
}
