package dev.baton.feed.protocol;

/// Sequence numbers in a row, both ends included.
public record Range(long from, long to) {
  /// How many they are.
  public long count() {
    return to - from + 1;
  }

  /// Whether this number is one of them.
  public boolean contains(long seq) {
    return from <= seq && seq <= to;
  }
}
