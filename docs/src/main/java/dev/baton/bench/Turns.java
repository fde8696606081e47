package dev.baton.bench;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/// Lets the contestants take turns, so that a slow minute of the machine hits all of them.
///
/// @param <C> who takes part
/// @param <T> what one run gives
/// @param contestants what each does in its turn
/// @param title of a contestant
/// @param note is told of each run
public record Turns<C extends Enum<C>, T>(
    Map<C, Turn<T>> contestants, Function<C, String> title, Consumer<String> note) {
  /// One run.
  public interface Turn<T> {
    /// @throws IOException if it failed; its message says why
    T run() throws IOException, InterruptedException;
  }

  /// One that has failed takes no further turn.
  ///
  /// @return what came out for each, in the order of the rounds
  public Map<C, Outcome<T>> run(int rounds) throws InterruptedException {
    Map<C, Outcome<T>> outcomes =
        new EnumMap<>(contestants.keySet().iterator().next().getDeclaringClass());
    contestants.keySet().forEach(one -> outcomes.put(one, Outcome.none()));
    for (int round = 1; round <= rounds; round++) {
      for (C one : contestants.keySet()) {
        if (outcomes.get(one).error() == null) {
          Outcome<T> outcome = outcomes.get(one).with(run(contestants.get(one)));
          outcomes.put(one, outcome);
          note.accept(
              "run %d of %d, %s: %s".formatted(round, rounds, title.apply(one), outcome.last()));
        }
      }
    }
    return outcomes;
  }

  private Outcome<T> run(Turn<T> turn) throws InterruptedException {
    try {
      return Outcome.of(turn.run());
    } catch (IOException failure) {
      return Outcome.failed(failure.getMessage());
    }
  }
}
