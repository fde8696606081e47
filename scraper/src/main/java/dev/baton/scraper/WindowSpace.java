package dev.baton.scraper;

/// Bounds how many URLs wait in memory, on all hosts together.
final class WindowSpace {
  private static final int NARROW = 1;
  private static final int MANY = 50_000;

  private final int wide;
  private int used;

  WindowSpace() {
    this(1_000);
  }

  /// @param wide how many URLs may wait on a host while there are few on all
  WindowSpace(int wide) {
    this.wide = wide;
  }

  void take(int urls) {
    used += urls;
  }

  void giveBack(int urls) {
    used -= urls;
  }

  /// How many may wait on one host.
  int room() {
    return used < MANY ? wide : NARROW;
  }
}
