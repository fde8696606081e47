package dev.baton.bench.tasks;

import dev.baton.bench.Statistics;
import java.util.Map;

/// What came out for one row.
///
/// @param figures of every contestant that ran
record Result(Row row, Map<Contestant, Statistics> figures) {
  /// The goals are for warm code.
  boolean meetsGoal() {
    return ours().median() <= row.goal();
  }

  Statistics ours() {
    return figures.get(Contestant.BATON);
  }

  /// How many times as much the other takes as we do.
  double ratio(Contestant other) {
    return figures.get(other).median() / ours().median();
  }
}
