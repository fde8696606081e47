package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Task;
import dev.baton.UnhandledFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// The garbage collector tells that a failure can no longer be seen; then it is reported, once,
/// while the loop still runs.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class UnreadFailuresTest {
  private static final int ATTEMPTS = 1_000;

  private final List<UnhandledFailure> unhandled = new ArrayList<>();
  private final List<String> trail = new ArrayList<>();

  private static void fail() {
    throw new IllegalStateException("broken");
  }

  private void run(Action<Exception> main) throws Exception {
    EventLoop.builder()
        .exceptionHandler(unhandled::add)
        .blockedAfter(Duration.ofHours(1))
        .run(main);
  }

  private void assertReportedOnce() {
    assertThat(unhandled)
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.name()).isEqualTo("forgotten");
              assertThat(failure.message())
                  .startsWith("task \"forgotten\" failed and nobody awaited it, started at ")
                  .contains("UnreadFailuresTest.spawnForgotten(UnreadFailuresTest.java:");
              assertThat(failure.exception()).hasMessage("broken");
            });
  }

  private static void spawnForgotten() {
    Async.spawn("forgotten", UnreadFailuresTest::fail);
  }

  @Test
  void aForgottenFailureIsReportedWhileTheLoopIdles() throws Exception {
    run(
        () -> {
          spawnForgotten();
          for (int i = 0; i < ATTEMPTS && unhandled.isEmpty(); i++) {
            Async.sleep(Duration.ofMillis(1));
            System.gc();
          }
          trail.add("reported before the end: " + unhandled.size());
        });

    assertThat(trail).containsExactly("reported before the end: 1");
    assertReportedOnce();
  }

  @Test
  void aForgottenFailureIsReportedWhileTheLoopWorks() throws Exception {
    run(
        () -> {
          spawnForgotten();
          for (int i = 0; i < ATTEMPTS && unhandled.isEmpty(); i++) {
            System.gc();
            for (int turn = 0; turn < 100; turn++) {
              Async.yieldNow();
            }
          }
          trail.add("reported before the end: " + unhandled.size());
        });

    assertThat(trail).containsExactly("reported before the end: 1");
    assertReportedOnce();
  }

  /// As in asyncio: the cancellation takes the place of the failure, which has reached the task.
  @Test
  void aFailureThatMeetsTheCancellationOfItsTaskIsNotReported() throws Exception {
    run(
        () -> {
          Future<Void> future = EventLoop.running().createFuture();
          Task<Void> task = Async.spawn(future::await);
          Async.yieldNow();
          future.setException(new IllegalStateException("broken"));
          task.cancel();
          trail.add(catchThrowable(task::await).getClass().getSimpleName());
        });

    assertThat(trail).containsExactly("CancelledError");
    assertThat(unhandled).isEmpty();
  }

  @Test
  void aFailureThatWasAwaitedIsNotReportedWhenItIsCollected() throws Exception {
    run(
        () -> {
          Task<?> task = Async.spawn(UnreadFailuresTest::fail);
          trail.add(catchThrowable(task::await).getMessage());
          task = null;
          spawnForgotten(); // younger: when it is reported, the other was collected too
          for (int i = 0; i < ATTEMPTS && unhandled.isEmpty(); i++) {
            Async.sleep(Duration.ofMillis(1));
            System.gc();
          }
        });

    assertThat(trail).containsExactly("broken");
    assertReportedOnce();
  }

  @Test
  void theFailureOfACallbackIsReportedAndTheLoopGoesOn() throws Exception {
    run(
        () -> {
          EventLoop.running().callSoon(UnreadFailuresTest::fail);
          EventLoop.running().callSoon(() -> trail.add("the next callback"));
          EventLoop.running().callLater(Duration.ofNanos(1), UnreadFailuresTest::fail);
          Async.sleep(Duration.ofMillis(1));
          trail.add("main");
        });

    assertThat(trail).containsExactly("the next callback", "main");
    assertThat(unhandled)
        .hasSize(2)
        .allSatisfy(
            failure -> {
              assertThat(failure.message()).startsWith("a callback failed: ");
              assertThat(failure.exception()).hasMessage("broken");
              assertThat(failure.name()).isNull();
            });
  }

  @Test
  void anExceptionHandlerThatFailsStopsNothing() throws Exception {
    List<String> logged = new ArrayList<>();
    try (LogCapture log = new LogCapture("handler", () -> {})) {
      EventLoop.builder()
          .exceptionHandler(
              failure -> {
                throw new IllegalArgumentException("the handler is broken too");
              })
          .run(
              () -> {
                EventLoop.running().callSoon(UnreadFailuresTest::fail);
                Async.yieldNow();
                trail.add("the loop goes on");
              });
      logged.addAll(log.messages());
    }

    assertThat(trail).containsExactly("the loop goes on");
    assertThat(logged).containsExactly("the exception handler failed");
  }
}
