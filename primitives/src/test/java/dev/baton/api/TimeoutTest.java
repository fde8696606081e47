package dev.baton.api;

import static dev.baton.Async.currentTask;
import static dev.baton.Async.sleep;
import static dev.baton.Async.timeout;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.baton.Action;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Timeout;
import dev.baton.TimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeoutTest {
  private final List<String> trail = new ArrayList<>();

  @Test
  void aBodyThatIsFastEnoughGivesItsResult() {
    VirtualLoop.run(
        () -> {
          String result =
              timeout(
                  ms(20),
                  () -> {
                    sleep(ms(10));
                    return "in time";
                  });
          assertThat(result).isEqualTo("in time");
          assertThat(now()).isEqualTo(10);
        });
  }

  @Test
  void theBodyIsCancelledWhereItWaitsAndMayCleanUp() {
    VirtualLoop.run(
        () -> {
          try {
            timeout(
                ms(20),
                () -> {
                  try {
                    sleep(ms(1_000));
                  } catch (CancelledError cancelled) {
                    trail.add(cancelled.getMessage() + " at " + now());
                    sleep(ms(5));
                    throw cancelled;
                  }
                });
          } catch (TimeoutException late) {
            trail.add("timed out at " + now());
            assertThat(late).hasCauseInstanceOf(CancelledError.class);
          }
          assertThat(currentTask().cancelling()).as("the request was taken back").isZero();
          sleep(ms(5));
          trail.add("goes on at " + now());
        });
    assertThat(trail).containsExactly("timed out at 20", "timed out at 25", "goes on at 30");
  }

  @Test
  void theMessageNamesTheLimitAndTheLine() {
    VirtualLoop.run(
        () -> {
          int line = Lines.here() + 1;
          Throwable late = catchThrowable(() -> timeout(ms(1_500), () -> sleep(ms(5_000))));
          assertThat(late)
              .isInstanceOf(TimeoutException.class)
              .hasMessage(
                  "timed out: a limit of 1.5 s set at"
                      + " TimeoutTest.theMessageNamesTheLimitAndTheLine(TimeoutTest.java:%d)",
                  line);
        });
  }

  @Test
  void theMessageNamesALongLimitInPlainDigits() {
    VirtualLoop.run(
        () ->
            assertThatThrownBy(
                    () -> timeout(Duration.ofDays(200), () -> sleep(Duration.ofDays(300))))
                .hasMessageStartingWith("timed out: a limit of 17280000 s set at "));
  }

  @Test
  void aBodyThatNeverWaitsIsNotStopped() {
    VirtualLoop.run(
        () -> {
          assertThat(timeout(Duration.ZERO, () -> "result")).isEqualTo("result");
          assertThat(timeout(ms(-5), () -> "result")).isEqualTo("result");
          yieldNow();
          sleep(ms(1));
          trail.add("goes on");
        });
    assertThat(trail).containsExactly("goes on");
  }

  @Test
  void withNoTimeLeftTheFirstWaitIsTheLast() {
    VirtualLoop.run(
        () -> {
          for (Duration none : List.of(Duration.ZERO, ms(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
            assertThatThrownBy(() -> timeout(none, () -> sleep(ms(10))))
                .isInstanceOf(TimeoutException.class)
                .hasMessageStartingWith("timed out: a limit of 0 s set at ");
          }
          assertThat(now()).isZero();
        });
  }

  @Test
  void withNoTimeLeftEvenOneTurnIsTooLong() {
    VirtualLoop.run(
        () ->
            assertThatThrownBy(() -> timeout(Duration.ZERO, () -> yieldNow()))
                .isInstanceOf(TimeoutException.class));
  }

  @Test
  void aLimitMayBeLongerThanAnyTime() {
    VirtualLoop.run(
        () -> {
          timeout(Duration.ofSeconds(Long.MAX_VALUE), () -> sleep(ms(10)));
          timeout(ChronoUnit.FOREVER.getDuration(), () -> sleep(ms(10)));
          assertThat(now()).isEqualTo(20);
        });
  }

  @Test
  void anExceptionOfTheBodyIsRaisedAsItIs() {
    IOException disk = new IOException("disk");
    Action<IOException> body =
        () -> {
          throw disk;
        };
    VirtualLoop.run(() -> assertThatThrownBy(() -> timeout(ms(10), body)).isSameAs(disk));
  }

  @Test
  void anExceptionInTheCleanupComesBeforeTheTimeout() {
    VirtualLoop.run(
        () -> {
          Action<IOException> body =
              () -> {
                try {
                  sleep(ms(1_000));
                } catch (CancelledError cancelled) {
                  throw new IOException("disk");
                }
              };
          assertThatThrownBy(() -> timeout(ms(10), body))
              .isInstanceOf(IOException.class)
              .hasMessage("disk");
          assertThat(currentTask().cancelling()).isZero();
        });
  }

  @Test
  void aBodyThatSwallowsTheCancellationGivesItsResult() {
    VirtualLoop.run(
        () -> {
          Timeout scope = Timeout.after(ms(10));
          String result =
              scope.run(
                  () -> {
                    try {
                      sleep(ms(1_000));
                    } catch (CancelledError refused) {
                      trail.add("refused at " + now());
                    }
                    return "result";
                  });
          assertThat(result).isEqualTo("result");
          assertThat(scope.expired()).isTrue();
          assertThat(currentTask().cancelling()).isZero();
        });
    assertThat(trail).containsExactly("refused at 10");
  }

  @Test
  void aCancellationFromElsewhereStaysOne() {
    VirtualLoop.run(
        () -> {
          Timeout scope = Timeout.after(ms(100));
          EventLoop.running().callLater(ms(10), () -> {});
          Action<RuntimeException> body =
              () -> {
                currentTask().cancel("Ctrl-C");
                sleep(ms(1_000));
              };
          assertThatThrownBy(() -> scope.run(body))
              .isInstanceOf(CancelledError.class)
              .hasMessage("Ctrl-C");
          assertThat(scope.expired()).isFalse();
          assertThat(currentTask().uncancel()).isZero();
        });
  }

  @Test
  void aCancellationInTheSameTurnAsTheTimeoutWins() {
    VirtualLoop.run(
        () -> {
          var self = currentTask();
          EventLoop.running().callLater(ms(10), () -> self.cancel("Ctrl-C"));
          assertThatThrownBy(() -> timeout(ms(10), () -> sleep(ms(1_000))))
              .isInstanceOf(CancelledError.class)
              .hasMessage("Ctrl-C");
          assertThat(self.cancelling()).as("only the timeout's request was taken back").isOne();
          self.uncancel();
        });
  }
}
