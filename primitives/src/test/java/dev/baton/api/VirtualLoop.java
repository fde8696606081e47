package dev.baton.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.Body;
import dev.baton.EventLoop;
import dev.baton.EventLoopBuilder;
import dev.baton.Suspends;
import dev.baton.UnhandledFailure;
import dev.baton.testing.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Loops under a virtual clock, on which a failure that nobody took fails the test.
public final class VirtualLoop {
  /// A cold JVM takes its time, and the watchdog would say so.
  private static final Duration QUIET = Duration.ofMinutes(1);

  private VirtualLoop() {}

  public static <T, X extends Exception> T run(Body<T, X> main) throws X {
    List<UnhandledFailure> unhandled = new ArrayList<>();
    try {
      return builder(unhandled).run(main);
    } finally {
      assertThat(unhandled).isEmpty();
    }
  }

  public static <X extends Exception> void run(Action<X> main) throws X {
    run(main.asBody());
  }

  /// For a test that expects unhandled failures: they are added to the list.
  public static EventLoopBuilder builder(List<UnhandledFailure> unhandled) {
    return EventLoop.builder()
        .clock(new VirtualClock())
        .blockedAfter(QUIET)
        .exceptionHandler(unhandled::add);
  }

  /// Lets the others run until all of them wait: only then does a virtual clock move.
  @Suspends
  public static void settle() {
    Async.sleep(ms(1));
  }

  public static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  /// The loop's time in milliseconds.
  public static long now() {
    return Duration.ofNanos(EventLoop.running().time()).toMillis();
  }
}
