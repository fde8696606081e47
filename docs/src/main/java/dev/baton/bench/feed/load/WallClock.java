package dev.baton.bench.feed.load;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/// The time of day in microseconds, for one who asks a hundred thousand times a second: it is
/// looked up once a second.
final class WallClock {
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private long lookedAt;
  private long micros;

  WallClock() {
    look(System.nanoTime());
  }

  /// Since 1970.
  long micros() {
    long now = System.nanoTime();
    if (now - lookedAt > LOOK_NANOS) {
      look(now);
    }
    return micros + (now - lookedAt) / 1_000;
  }

  private void look(long now) {
    micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    lookedAt = now;
  }
}
