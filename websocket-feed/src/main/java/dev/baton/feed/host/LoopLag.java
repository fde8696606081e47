package dev.baton.feed.host;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import java.time.Duration;

/// How late the loop of this process gives a task its turn: a task of its own wants one ten times a
/// second.
public final class LoopLag {
  private static final Duration EVERY = Duration.ofMillis(100);
  private static final long NOT_KNOWN = -1;

  /// Nanoseconds, since it was last asked for.
  private long worst = NOT_KNOWN;

  /// Nothing is known until somebody runs [#watch()].
  public LoopLag() {}

  /// Watches until it is cancelled.
  @Suspends
  public void watch() {
    EventLoop loop = EventLoop.running();
    while (true) {
      long due = loop.time() + EVERY.toNanos();
      Async.sleep(EVERY);
      worst = Math.max(worst, loop.time() - due);
    }
  }

  /// The longest that it had to wait since this was last asked for, in milliseconds; negative if it
  /// has not wanted a turn since then.
  double take() {
    long taken = worst;
    worst = NOT_KNOWN;
    return taken < 0 ? NOT_KNOWN : taken / 1e6;
  }
}
