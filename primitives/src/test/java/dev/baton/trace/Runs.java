package dev.baton.trace;

import dev.baton.Action;
import dev.baton.EventLoop;
import dev.baton.testing.VirtualClock;
import java.time.Duration;
import java.util.List;

/// Programs, run under a virtual clock and recorded.
final class Runs {
  private static final Duration QUIET = Duration.ofMinutes(1);

  private Runs() {}

  static Trace of(Action<? extends Exception> program) {
    Recorder recorder = new Recorder();
    run(recorder, new VirtualClock(), program);
    return recorder.traces().getFirst();
  }

  /// The program can let time pass while it holds the loop.
  static Trace withClock(VirtualClock clock, Action<? extends Exception> program) {
    Recorder recorder = new Recorder();
    run(recorder, clock, program);
    return recorder.traces().getFirst();
  }

  static void run(Recorder recorder, VirtualClock clock, Action<? extends Exception> program) {
    try {
      EventLoop.builder()
          .clock(clock)
          .blockedAfter(QUIET)
          .listener(recorder)
          .exceptionHandler(_ -> {})
          .run(program);
    } catch (Exception failed) {
      // how it ended is in the trace
    }
  }

  static Timeline timeline(Trace trace) {
    return Layout.of(List.of(trace)).getFirst();
  }

  static Timeline.Lane lane(Timeline timeline, String name) {
    return timeline.lanes().stream()
        .filter(lane -> lane.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no lane " + name + " in " + timeline.lanes()));
  }

  static void passes(VirtualClock clock, Duration time) {
    clock.skipTo(clock.nanoTime() + time.toNanos());
  }
}
