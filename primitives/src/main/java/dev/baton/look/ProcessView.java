package dev.baton.look;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What a process looked like.
///
/// @param program the main class or the jar: without arguments, which may be secret
/// @param age how long it has run, in nanoseconds
record ProcessView(long pid, String program, long age, List<LoopView> loops) {
  static ProcessView of(List<LoopView> loops) {
    ProcessHandle self = ProcessHandle.current();
    return new ProcessView(self.pid(), ownName(), ownAge(self), loops);
  }

  /// `sun.java.command` begins with the main class, or with the path of the jar.
  private static String ownName() {
    String command = System.getProperty("sun.java.command", "java");
    String first = command.split(" ", 2)[0];
    return Visible.of(first.substring(first.lastIndexOf('/') + 1));
  }

  private static long ownAge(ProcessHandle self) {
    Instant now = Instant.now();
    return Duration.between(self.info().startInstant().orElse(now), now).toNanos();
  }
}
