package dev.baton.feed.watch;

import dev.baton.net.Backoff;
import java.time.Duration;

/// The time since a server was last there, and how long to wait before the next try: a random time
/// up to a ceiling that doubles with each failure, and that is low while the outage is young. Most
/// outages are restarts, so those who wait for one are back within a second or two; and a server
/// that stays away is left alone. What the server asks for comes before the random time, not in
/// place of it: those that it asked the same of do not come back together.
///
/// | outage | ceiling at most |
/// |---|---|
/// | the first 15 seconds | 1 s |
/// | the first minute | 2 s |
/// | longer | that of the back-off, usually 30 s |
final class Outage {
  private static final Duration YOUNG = Duration.ofSeconds(15);
  private static final Duration YOUNG_CEILING = Duration.ofSeconds(1);
  private static final Duration SHORT = Duration.ofMinutes(1);
  private static final Duration SHORT_CEILING = Duration.ofSeconds(2);

  private final Backoff backoff;
  private final long began;
  private int failures;

  /// @param now by the loop's clock
  Outage(Backoff backoff, long now) {
    this.backoff = backoff;
    this.began = now;
  }

  /// One more try has failed.
  ///
  /// @param chance from 0 to 1
  /// @param least what the server asks for
  /// @return how long to wait
  Duration failed(long now, double chance, Duration least) {
    failures++;
    Duration most = shorter(backoff.most(), ceiling(age(now)));
    Backoff bounded = new Backoff(shorter(backoff.first(), most), most);
    return least.plus(bounded.delay(failures, chance));
  }

  private Duration ceiling(Duration age) {
    if (age.compareTo(YOUNG) < 0) {
      return YOUNG_CEILING;
    }
    return age.compareTo(SHORT) < 0 ? SHORT_CEILING : backoff.most();
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /// How long it has lasted.
  Duration age(long now) {
    return Duration.ofNanos(now - began);
  }

  /// In a row.
  int failures() {
    return failures;
  }
}
