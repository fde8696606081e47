package dev.baton.scraper;

import dev.baton.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The time of a crawl: it begins with the wall clock's and goes on with the loop's. So what is
/// written can be read by people and by the next process, and a wall clock that is set does not
/// make a host wait for years, or be asked too early.
final class CrawlClock {
  private final EventLoop loop = EventLoop.running();
  private final long loopStart = loop.time();
  private final Instant wallStart;

  /// @param wall is read once
  CrawlClock(InstantSource wall) {
    this.wallStart = wall.instant();
  }

  Instant now() {
    return wallStart.plusNanos(loop.time() - loopStart);
  }

  /// How long it is until then; zero or negative when that has passed.
  Duration until(Instant then) {
    return Duration.between(now(), then);
  }
}
