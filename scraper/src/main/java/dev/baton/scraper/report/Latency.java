package dev.baton.scraper.report;

import java.time.Duration;
import java.util.List;

/// How long answers took.
///
/// @param answers how many
/// @param bars how many took how long, from the shortest that occurred to the longest, without gaps
/// @param p50 half of them took at most so long
/// @param p90 nine of ten
/// @param p99 99 of 100
/// @param longest of all
public record Latency(
    long answers, List<Bar> bars, Duration p50, Duration p90, Duration p99, Duration longest) {
  /// Of no answer.
  public static final Latency NONE =
      new Latency(0, List.of(), Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /// How many took at least `from` and less than `to`.
  public record Bar(Duration from, Duration to, long answers) {}
}
