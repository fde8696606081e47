package dev.baton.jobs.cli;

/// How many there are, for people: `1 job`, `2,000 jobs`.
final class Counted {
  private Counted() {}

  /// @param one the word for one of them
  static String text(long count, String one) {
    return "%,d %s%s".formatted(count, one, count == 1 ? "" : "s");
  }
}
