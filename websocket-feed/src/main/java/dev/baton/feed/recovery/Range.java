package dev.baton.feed.recovery;

/// Sequence numbers in a row, both ends included.
public record Range(long from, long to) {
  /// How many they are.
  public long count() {
    return to - from + 1;
  }

  boolean contains(long seq) {
    return from <= seq && seq <= to;
  }
}
