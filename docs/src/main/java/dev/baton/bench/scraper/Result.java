package dev.baton.bench.scraper;

import dev.baton.bench.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What came out for one contestant.
///
/// @param costs of its runs
/// @param error what went wrong in one of them, which leaves no figure; null: nothing
record Result(List<Cost> costs, String error) {
  static final Result NONE = new Result(List.of(), null);

  static Result of(Cost cost) {
    return new Result(List.of(cost), null);
  }

  static Result failed(String error) {
    return new Result(List.of(), error);
  }

  /// Both together.
  Result with(Result other) {
    List<Cost> all = new ArrayList<>(costs);
    all.addAll(other.costs);
    return new Result(all, error == null ? other.error : error);
  }

  boolean isUsable() {
    return error == null && !costs.isEmpty();
  }

  Statistics of(ToDoubleFunction<Cost> figure) {
    return Statistics.of(costs.stream().map(figure::applyAsDouble).toList());
  }

  /// How many times as much this takes as the other took in the same round.
  Statistics ratio(Result other, ToDoubleFunction<Cost> figure) {
    return Statistics.of(
        IntStream.range(0, costs.size())
            .mapToObj(
                i -> figure.applyAsDouble(costs.get(i)) / figure.applyAsDouble(other.costs.get(i)))
            .toList());
  }

  /// The last run, for a reader who waits.
  String last() {
    return error != null
        ? error
        : String.format(
            Locale.ROOT,
            "%.2f s, %.2f s of processor time",
            costs.getLast().seconds(),
            costs.getLast().processorSeconds());
  }
}
