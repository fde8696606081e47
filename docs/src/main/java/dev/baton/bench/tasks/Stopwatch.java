package dev.baton.bench.tasks;

import java.util.concurrent.TimeUnit;

/// What the workloads measure with.
final class Stopwatch {
  private Stopwatch() {}

  static double nanosEach(long start, int operations) {
    return (double) (System.nanoTime() - start) / operations;
  }

  static double millis(long start) {
    return (double) (System.nanoTime() - start) / TimeUnit.MILLISECONDS.toNanos(1);
  }

  /// Checks that all operations had their effect. So none of it can be optimized away, and no
  /// figure comes from work that was not done.
  ///
  /// @return the operations
  static int require(int operations, long seen) {
    if (seen != operations) {
      throw new IllegalStateException(
          "the workload did "
              + seen
              + " of "
              + operations
              + " operations; its figure means nothing");
    }
    return operations;
  }
}
