package dev.baton.feed.record;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import java.time.Duration;

/// How fast a recording is replayed.
///
/// @param speed so many times as fast as it was recorded; infinite: without waiting
public record Pace(double speed) {
  /// As it was recorded.
  public static final Pace REAL = new Pace(1);

  private static final double LEAST = 0.001;
  private static final double MOST = 1_000_000;

  /// Reads `max`, or a number.
  ///
  /// @throws IllegalArgumentException if it is neither, or out of range
  public static Pace parse(String text) {
    if (text.equals("max")) {
      return new Pace(Double.POSITIVE_INFINITY);
    }
    double speed = text.matches("[0-9]{1,7}(\\.[0-9]{1,6})?") ? Double.parseDouble(text) : 0;
    if (speed < LEAST || speed > MOST) {
      throw new IllegalArgumentException(
          "--speed must be max, or a number from 0.001 to 1000000, got " + text);
    }
    return new Pace(speed);
  }

  /// Waits between events as long as there was between them.
  ///
  /// @param longest pause between two events, as it is waited for
  public Waits waits(Duration longest) {
    return new Waits(longest.toNanos());
  }

  /// The waits of one replay. Late ones are made up for, but no pause ever is longer than the
  /// longest; clocks that were set back do not matter.
  public final class Waits {
    private static final long MICRO = 1_000;

    private final long longest;

    /// The newest time of an event, and when that one was due.
    private long newest = Long.MIN_VALUE;

    private long due;

    private Waits(long longest) {
      this.longest = longest;
    }

    /// Waits for an event.
    ///
    /// @param time of it, microseconds since 1970
    @Suspends
    public void await(long time) {
      if (Double.isInfinite(speed)) {
        return;
      }
      long now = EventLoop.running().time();
      if (newest == Long.MIN_VALUE) {
        due = now;
        newest = time;
      }
      if (time > newest) {
        due += (long) Math.min(longest, (time - newest) * MICRO / speed);
        newest = time;
      }
      if (due > now) {
        Async.sleep(Duration.ofNanos(due - now));
      }
    }
  }
}
