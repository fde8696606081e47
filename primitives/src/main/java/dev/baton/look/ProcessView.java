package dev.baton.look;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What a process looked like.
///
/// @param program what it is called
/// @param age how long it has run, in nanoseconds
record ProcessView(long pid, String program, long age, List<LoopView> loops) {
  static ProcessView of(List<LoopView> loops) {
    ProcessHandle self = ProcessHandle.current();
    return new ProcessView(self.pid(), Look.program(), ownAge(self), loops);
  }

  private static long ownAge(ProcessHandle self) {
    Instant now = Instant.now();
    return Duration.between(self.info().startInstant().orElse(now), now).toNanos();
  }
}
