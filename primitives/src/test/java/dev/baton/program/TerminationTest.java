package dev.baton.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// The moments at which the request to end may come. That a signal makes it is [ProgramTest]'s.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class TerminationTest {
  private static final Duration LONG = Duration.ofHours(1);

  private static void runUntilCancelled(Termination termination, Runnable whenItHasBegun) {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      termination.cancels(Async.currentTask());
                      whenItHasBegun.run();
                      Async.sleep(LONG);
                    }))
        .isInstanceOf(CancelledError.class)
        .hasMessage("a signal");
  }

  @Test
  void aRequestThatComesBeforeTheMainTaskIsKeptForIt() {
    try (Termination termination = new Termination()) {
      termination.request();
      runUntilCancelled(termination, () -> {});
    }
  }

  @Test
  void aRequestFromAnotherThreadIsRaisedWhereTheMainTaskWaits() {
    try (Termination termination = new Termination()) {
      runUntilCancelled(
          termination, () -> Thread.ofPlatform().daemon().start(termination::request));
    }
  }

  @Test
  void aRequestThatComesAfterTheLoopDoesNothing() {
    try (Termination termination = new Termination()) {
      String result =
          EventLoop.run(
              () -> {
                termination.cancels(Async.currentTask());
                return "done";
              });
      termination.request();

      assertThat(result).isEqualTo("done");
    }
  }
}
