package dev.baton.scraper;

/// Bounds how many URLs wait in memory, on all hosts together.
final class WindowSpace {
  private static final int WIDE = 1_000;
  private static final int NARROW = 16;
  private static final int MANY = 50_000;

  private int used;

  void take(int urls) {
    used += urls;
  }

  void giveBack(int urls) {
    used -= urls;
  }

  /// How many may wait on one host.
  int room() {
    return used < MANY ? WIDE : NARROW;
  }
}
