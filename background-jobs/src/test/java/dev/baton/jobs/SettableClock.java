package dev.baton.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A wall clock that stands still until a test moves it. Any thread may read it.
public final class SettableClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  /// Moves it.
  public void advance(Duration step) {
    now = now.plus(step);
  }
}
