package dev.baton.api;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.waitFor;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Task;
import dev.baton.TimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitForTest {
  private final List<String> trail = new ArrayList<>();

  private Task<String> cleaningUp() {
    return spawn(
        () -> {
          try {
            sleep(ms(1_000));
            return "too late";
          } finally {
            sleep(ms(5));
            trail.add("cleaned up at " + now());
          }
        });
  }

  @Test
  void givesTheResult() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> task =
              spawn(
                  () -> {
                    sleep(ms(10));
                    return "result";
                  });
          assertThat(waitFor(task, ms(20))).isEqualTo("result");
          assertThat(now()).isEqualTo(10);
        });
  }

  @Test
  void raisesTheFailure() {
    IOException disk = new IOException("disk");
    VirtualLoop.run(
        () -> {
          Task<String> task =
              spawn(
                  () -> {
                    throw disk;
                  });
          assertThatThrownBy(() -> waitFor(task, ms(20))).isSameAs(disk);
        });
  }

  @Test
  void cancelsWhatIsLateAndWaitsUntilItHasEnded() {
    VirtualLoop.run(
        () -> {
          Task<String> task = cleaningUp();
          assertThatThrownBy(() -> waitFor(task, ms(10))).isInstanceOf(TimeoutException.class);
          trail.add("timed out at " + now());
          assertThat(task.isCancelled()).isTrue();
        });
    assertThat(trail).containsExactly("cleaned up at 15", "timed out at 15");
  }

  @Test
  void withNoTimeItCancelsAtOnceAndWaitsUntilItHasEnded() {
    VirtualLoop.run(
        () -> {
          Task<String> task = cleaningUp();
          sleep(ms(1));
          assertThatThrownBy(() -> waitFor(task, Duration.ZERO))
              .isInstanceOf(TimeoutException.class)
              .hasMessage("waitFor() with no time left: the future was not done");
          trail.add("timed out at " + now());
        });
    assertThat(trail).containsExactly("cleaned up at 6", "timed out at 6");
  }

  @Test
  void withNoTimeWhatIsDoneIsGiven() throws Exception {
    VirtualLoop.run(
        () -> {
          Future<String> done = EventLoop.running().createFuture();
          done.setResult("result");
          assertThat(waitFor(done, ms(-1))).isEqualTo("result");
          assertThat(now()).isZero();
        });
  }

  @Test
  void aTaskThatEndsWellThoughCancelledGivesItsResult() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> stubborn =
              spawn(
                  () -> {
                    try {
                      sleep(ms(1_000));
                    } catch (CancelledError refused) {
                      sleep(ms(5));
                    }
                    return "anyway";
                  });
          sleep(ms(1));
          assertThat(waitFor(stubborn, Duration.ZERO)).isEqualTo("anyway");
        });
  }

  @Test
  void aCancellationOfTheWaitingTaskReachesTheFuture() {
    VirtualLoop.run(
        () -> {
          Task<String> inner = cleaningUp();
          Task<String> outer = spawn(() -> waitFor(inner, ms(500)));
          sleep(ms(10));
          outer.cancel("stop");
          assertThatThrownBy(outer::await).isInstanceOf(CancelledError.class).hasMessage("stop");
          assertThat(inner.isCancelled()).isTrue();
        });
    assertThat(trail).containsExactly("cleaned up at 15");
  }

  @Test
  void aFutureThatWasCancelledIsNoTimeout() {
    VirtualLoop.run(
        () -> {
          Future<String> future = EventLoop.running().createFuture();
          EventLoop.running().callLater(ms(5), () -> future.cancel("by its owner"));
          assertThatThrownBy(() -> waitFor(future, ms(500)))
              .isInstanceOf(CancelledError.class)
              .hasMessage("by its owner");
        });
  }
}
