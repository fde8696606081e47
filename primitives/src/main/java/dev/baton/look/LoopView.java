package dev.baton.look;

import java.util.List;
import java.util.Optional;

/// What a loop looked like at one moment.
///
/// @param thread the name of its thread
/// @param age how long it has run, in nanoseconds
/// @param busy the share of the time since the last look in which it did not wait, 0 to 1
/// @param tasks how many tasks have not ended
/// @param ready how many of them could run
/// @param rows the tasks as a tree; none if it is blocked
/// @param blocked if it did not answer: by whom and where
record LoopView(
    String thread,
    long age,
    double busy,
    int tasks,
    int ready,
    List<Row> rows,
    Optional<String> blocked) {

  static LoopView blocked(String thread, long age, int tasks, String byWhom) {
    return new LoopView(thread, age, 1, tasks, 0, List.of(), Optional.of(byWhom));
  }
}
