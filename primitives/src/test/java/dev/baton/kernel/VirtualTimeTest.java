package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.Completer;
import dev.baton.EventLoop;
import dev.baton.OutsideSource;
import dev.baton.TimeoutException;
import dev.baton.testing.VirtualClock;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// Under a virtual clock time passes only when every task waits, and then at once; but it never
/// jumps over something real.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class VirtualTimeTest {
  private final List<String> trail = new ArrayList<>();

  private static <X extends Exception> void run(Action<X> main) throws X {
    EventLoop.builder().clock(new VirtualClock()).run(main);
  }

  private void note(String what) {
    trail.add(what + " " + Duration.ofNanos(EventLoop.running().time()));
  }

  @Test
  void daysPassInAMomentAndInOrder() {
    run(
        () -> {
          Async.spawn(() -> sleepAndNote("three days", Duration.ofDays(3)));
          Async.spawn(() -> sleepAndNote("one day", Duration.ofDays(1)));
          Async.spawn(() -> sleepAndNote("a nanosecond", Duration.ofNanos(1)));
          note("start");
          Async.sleep(Duration.ofDays(2));
          note("two days");
          Async.sleep(Duration.ofDays(2));
        });

    assertThat(trail)
        .containsExactly(
            "start PT0S",
            "a nanosecond PT0.000000001S",
            "one day PT24H",
            "two days PT48H",
            "three days PT72H");
  }

  private void sleepAndNote(String what, Duration duration) {
    Async.sleep(duration);
    note(what);
  }

  @Test
  void timeStandsStillWhileATaskRuns() throws Exception {
    run(
        () -> {
          Thread.sleep(5);
          Blocking.call(() -> Thread.sleep(5));
          Async.yieldNow();
          note("now");
        });

    assertThat(trail).containsExactly("now PT0S");
  }

  @Test
  void aTimeoutOfAnHourTakesNoTime() {
    run(
        () -> {
          try {
            Async.timeout(Duration.ofHours(1), () -> Async.sleep(Duration.ofDays(1)));
          } catch (TimeoutException e) {
            note("timed out");
          }
        });

    assertThat(trail).containsExactly("timed out PT1H");
  }

  @Test
  void aJumpOverAnOpenSourceFailsAndNamesIt() {
    Throwable failure =
        catchThrowable(
            () ->
                run(
                    () -> {
                      EventLoop.running().openSource("GET http://example.org/");
                      Async.sleep(Duration.ofSeconds(90));
                    }));

    assertThat(failure)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "a virtual clock cannot jump to 90 s while something real is under way:"
                + " [GET http://example.org/]");
  }

  @Test
  void aJumpOverABlockingCallFailsAndNamesIt() {
    CountDownLatch end = new CountDownLatch(1);
    Throwable failure =
        catchThrowable(
            () ->
                run(
                    () -> {
                      Async.spawn(() -> Blocking.call(() -> end.await()));
                      Async.sleep(Duration.ofSeconds(90));
                    }));

    assertThat(failure)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "a virtual clock cannot jump to 90 s while something real is under way:"
                + " [a blocking call]");
  }

  @Test
  void aJumpOverAWatchedChannelFails() throws Exception {
    Pipe pipe = Pipe.open();
    try (var source = pipe.source();
        var _ = pipe.sink()) {
      source.configureBlocking(false);
      Throwable failure =
          catchThrowable(
              () ->
                  run(
                      () -> {
                        EventLoop.running().addReader(source, () -> {});
                        Async.sleep(Duration.ofSeconds(90));
                      }));

      assertThat(failure)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith(
              "a virtual clock cannot jump to 90 s while something real is under way:"
                  + " 1 watched channel");
    }
  }

  @Test
  void whatIsDueNowIsNoJump() throws Exception {
    run(
        () -> {
          Completer<String> completer = Completer.open("an answer", () -> {});
          EventLoop.running().callLater(Duration.ZERO, () -> completer.succeed("answer"));
          note(completer.future().await());
        });

    assertThat(trail).containsExactly("answer PT0S");
  }

  @Test
  void afterTheSourceIsClosedTimeMayJumpAgain() {
    run(
        () -> {
          try (OutsideSource source = EventLoop.running().openSource("something")) {
            Async.yieldNow();
            trail.add("open: " + source);
          }
          Async.sleep(Duration.ofDays(1));
          note("later");
        });

    assertThat(trail).containsExactly("open: something", "later PT24H");
  }
}
