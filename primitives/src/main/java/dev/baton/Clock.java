package dev.baton;

/// Where a loop takes its time from. Programs use [#SYSTEM]; tests use a clock that jumps
/// (`dev.baton.testing.VirtualClock`).
public interface Clock {
  /// The machine's monotonic clock.
  Clock SYSTEM = System::nanoTime;

  /// Nanoseconds from some fixed moment; never goes back.
  long nanoTime();

  /// Asks the clock to be at `nanoTime` at once. A clock that shows real time cannot: it returns
  /// false and the loop waits.
  default boolean skipTo(long nanoTime) {
    return false;
  }
}
