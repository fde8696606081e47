package dev.baton.scraper;

import java.time.Duration;

/// Notices that a host answers ever more slowly, as one does that has too much to do.
///
/// Two moving averages are compared, one that follows at once and one that remembers: when the
/// first is [#FACTOR] times the second, the host has become slow. Then the slow one is taken for
/// usual, so that it has to become slower still to be noticed again.
final class GrowingLatency {
  private static final double FACTOR = 2;

  /// What is not worth a thought, in milliseconds: a fast host may well take ten times as long.
  private static final double LEAST = 200;

  /// So many answers say what is usual.
  private static final int ENOUGH = 8;

  private double recent;
  private double usual;
  private int answers;

  /// Takes one more, and says whether they grow.
  boolean grows(Duration took) {
    double millis = took.toNanos() / 1e6;
    recent = answers == 0 ? millis : recent + (millis - recent) / 4;
    usual = answers == 0 ? millis : usual + (millis - usual) / 16;
    answers++;
    if (answers < ENOUGH || recent < LEAST || recent < FACTOR * usual) {
      return false;
    }
    usual = recent;
    return true;
  }
}
