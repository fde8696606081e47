package dev.baton;

/// Where a loop takes its time from. Programs use [#SYSTEM]; tests use a clock that jumps
/// (`dev.baton.testing.VirtualClock`).
public interface Clock {
  /// The machine's monotonic clock.
  Clock SYSTEM = System::nanoTime;

  /// Nanoseconds from some fixed moment; never goes back.
  long nanoTime();

  /// True if this clock stands still until it is told to skip.
  default boolean isVirtual() {
    return false;
  }

  /// Tells a virtual clock to be at `nanoTime`.
  default void skipTo(long nanoTime) {
    throw new UnsupportedOperationException("real time cannot be skipped");
  }
}
