package dev.baton.bench.feed;

import dev.baton.bench.Outcome;
import dev.baton.bench.Statistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// How far ours is to be below the others.
///
/// @param all each must hold
record Goals(List<Goal> all) {
  static final Goals OF_MANY =
      new Goals(
          List.of(
              Goal.of("p99", Measured::p99, Contestant.JAVA_WEBSOCKET, 0.75),
              Goal.of("processor time", Measured::processorMicros, Contestant.JAVA_WEBSOCKET, 0.75),
              Goal.of("p99", Measured::p99, Contestant.NETTY, 1),
              Goal.of("processor time", Measured::processorMicros, Contestant.NETTY, 1)));

  static final Goals OF_FAST =
      new Goals(List.of(new Goal("p99", Measured::p99, Optional.empty(), 0.75)));

  /// @param rival whom ours is compared with; empty: the best of the others
  /// @param most the ratio that ours may have to the rival
  record Goal(
      String what, ToDoubleFunction<Measured> figure, Optional<Contestant> rival, double most) {
    static Goal of(String what, ToDoubleFunction<Measured> figure, Contestant rival, double most) {
      return new Goal(what, figure, Optional.of(rival), most);
    }

    /// In one line; empty where there is nothing to compare.
    Optional<String> text(Map<Contestant, Outcome<Measured>> outcomes) {
      Outcome<Measured> ours = outcomes.get(Contestant.BATON);
      return rival(outcomes)
          .filter(_ -> ours != null && ours.isUsable())
          .map(other -> text(ours.ratio(outcomes.get(other), figure), other));
    }

    private String text(Statistics ratio, Contestant other) {
      return String.format(
          Locale.ROOT,
          "%s x%s of %s, goal %.2f%s",
          what,
          ratio.spread(),
          other.title,
          most,
          ratio.median() <= most ? "" : " MISSED");
    }

    private Optional<Contestant> rival(Map<Contestant, Outcome<Measured>> outcomes) {
      return outcomes.keySet().stream()
          .filter(one -> rival.isPresent() ? rival.get() == one : one.isPeer())
          .filter(one -> outcomes.get(one).isUsable())
          .min(Comparator.comparingDouble(one -> outcomes.get(one).of(figure).median()));
    }
  }

  /// In a sentence; empty where there is nothing to compare.
  String text(Map<Contestant, Outcome<Measured>> outcomes) {
    List<String> lines = new ArrayList<>();
    all.forEach(goal -> goal.text(outcomes).ifPresent(lines::add));
    return lines.isEmpty() ? "" : "Ours: " + String.join("; ", lines) + ".\n";
  }
}
