package dev.baton.jobs.cli;

import dev.baton.Body;
import dev.baton.EventLoop;
import dev.baton.program.Program;
import java.time.Duration;

/// How the commands run a loop.
final class Loop {
  /// Loading a library for the first time takes its time on a busy machine: no reason to warn.
  private static final Duration BLOCKED = Duration.ofSeconds(1);

  private Loop() {}

  static <T, X extends Exception> T run(Program program, Body<T, X> main) throws X {
    return program.run(EventLoop.builder().blockedAfter(BLOCKED), main);
  }
}
