package dev.baton.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What came out for one contestant.
///
/// @param <T> what one run gives
/// @param runs those that it has finished
/// @param error what went wrong in one of them, which leaves no figure; null: nothing
public record Outcome<T>(List<T> runs, String error) {
  public static <T> Outcome<T> none() {
    return new Outcome<>(List.of(), null);
  }

  public static <T> Outcome<T> of(T run) {
    return new Outcome<>(List.of(run), null);
  }

  public static <T> Outcome<T> failed(String error) {
    return new Outcome<>(List.of(), error);
  }

  /// Both together.
  public Outcome<T> with(Outcome<T> other) {
    List<T> all = new ArrayList<>(runs);
    all.addAll(other.runs);
    return new Outcome<>(all, error == null ? other.error : error);
  }

  public boolean isUsable() {
    return error == null && !runs.isEmpty();
  }

  public Statistics of(ToDoubleFunction<T> figure) {
    return Statistics.of(runs.stream().map(figure::applyAsDouble).toList());
  }

  /// How many times as much this takes as the other took in the same round.
  public Statistics ratio(Outcome<T> other, ToDoubleFunction<T> figure) {
    return Statistics.of(
        IntStream.range(0, runs.size())
            .mapToObj(
                i -> figure.applyAsDouble(runs.get(i)) / figure.applyAsDouble(other.runs.get(i)))
            .toList());
  }

  /// The last run, or the error, for a reader who waits.
  public String last() {
    return error != null ? error : runs.getLast().toString();
  }
}
