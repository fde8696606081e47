package dev.baton.scraper.job;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import java.time.Duration;
import java.util.Arrays;

/// How late the loop is: a task that sleeps again and again, and looks how much longer that took
/// than it should. A loop that is busy for long at a time shows here first.
final class LoopLag {
  private static final Duration PAUSE = Duration.ofMillis(20);

  /// The last minute.
  private static final int SAMPLES = 3_000;

  private final long[] nanos = new long[SAMPLES];
  private int count;

  /// Samples until the task is cancelled.
  @Suspends
  void run() {
    EventLoop loop = EventLoop.running();
    while (true) {
      long due = loop.time() + PAUSE.toNanos();
      Async.sleep(PAUSE);
      add(loop.time() - due);
    }
  }

  void add(long late) {
    nanos[count++ % SAMPLES] = Math.max(0, late);
  }

  /// So late or less it was in 99 of 100 samples; zero if there are none.
  Duration p99() {
    int size = Math.min(count, SAMPLES);
    if (size == 0) {
      return Duration.ZERO;
    }
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    return Duration.ofNanos(sorted[(size - 1) * 99 / 100]);
  }
}
