package dev.baton.testing;

import dev.baton.Clock;

/// A clock that stands still while tasks run, and jumps to the next timer when every task waits.
///
/// A program that sleeps for a day takes a moment under it, and its output is the same every time:
///
/// ```java
/// EventLoop.builder().clock(new VirtualClock()).run(() -> Async.sleep(Duration.ofDays(1)));
/// ```
///
/// It must not jump over what is real: with a channel watched or an outside source open (an HTTP
/// call, a blocking call), a jump fails with a sentence that names it. One clock is for one loop.
public final class VirtualClock implements Clock {
  private long now;

  /// A clock that begins at zero.
  public VirtualClock() {}

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public boolean isVirtual() {
    return true;
  }

  @Override
  public void skipTo(long nanoTime) {
    now = Math.max(now, nanoTime);
  }
}
