package dev.baton.api;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.api.VirtualLoop.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.UnhandledFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is recorded always, and what in debug mode only.
class DebugModeTest {
  private static final int SPAWNED = 5_000;

  private static Throwable cancellation(boolean debug) {
    return VirtualLoop.builder(new ArrayList<>())
        .debug(debug)
        .run(
            () -> {
              Task<Void> task = spawn(() -> sleep(ms(1_000)));
              sleep(ms(1));
              task.cancel("stop");
              return catchThrowable(task::await);
            });
  }

  @Test
  void aCancellationHasATraceInDebugModeOnly() {
    assertThat(cancellation(true)).isInstanceOf(CancelledError.class).hasMessage("stop");
    assertThat(cancellation(true).getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals(DebugModeTest.class.getName()));
    assertThat(cancellation(false)).isInstanceOf(CancelledError.class).hasMessage("stop");
    assertThat(cancellation(false).getStackTrace()).isEmpty();
    assertThat(new CancelledError("outside any loop").getStackTrace()).isEmpty();
  }

  /// How many of many failed tasks knew where they were started.
  private static long recordedOrigins(boolean debug) {
    List<UnhandledFailure> unhandled = new ArrayList<>();
    VirtualLoop.builder(unhandled)
        .debug(debug)
        .run(
            () -> {
              for (int i = 0; i < SPAWNED; i++) {
                spawn(
                    () -> {
                      throw new IllegalStateException();
                    });
              }
              sleep(ms(1));
            });
    assertThat(unhandled).hasSize(SPAWNED);
    return unhandled.stream().filter(f -> f.message().contains(", started at Debug")).count();
  }

  @Test
  void originsAreRecordedForTheFirstThousandInASecond() {
    assertThat(recordedOrigins(false)).isBetween(990L, SPAWNED - 1_000L);
  }

  @Test
  void inDebugModeAllOriginsAreRecorded() {
    assertThat(recordedOrigins(true)).isEqualTo(SPAWNED);
  }

  @Test
  void theCallSiteIsTheUsersLine() {
    VirtualLoop.run(
        () -> {
          int line = Lines.here() + 1;
          StackWalker.StackFrame here = EventLoop.running().callSite();
          assertThat(here.getFileName()).isEqualTo("DebugModeTest.java");
          assertThat(here.getLineNumber()).isEqualTo(line);
        });
  }

  @Test
  void theWatchdogsLimitIsAtLeastAMillisecond() {
    assertThatThrownBy(() -> EventLoop.builder().blockedAfter(Duration.ofNanos(999_999)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("blockedAfter must be at least 1 ms, got PT0.000999999S");
  }
}
