package dev.baton.kernel;

import static dev.baton.Async.gather;
import static dev.baton.Async.shield;
import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.timeout;
import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.ReturnWhen;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.TimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tasks that were cancelled and end as if they had not been.
class SwallowedCancellationsTest {
  private static final Duration LONG = Duration.ofSeconds(100);

  @Suspends
  private static void sleepThroughEverything() {
    try {
      sleep(LONG);
    } catch (CancelledError swallowed) {
      // this is the mistake
    }
  }

  private static void cancelAndAwait(Task<?> task) throws Exception {
    yieldNow();
    task.cancel();
    Async.wait(List.of(task), ReturnWhen.ALL_COMPLETED);
  }

  @Test
  void aTaskThatSwallowsItsCancellation() throws Exception {
    List<String> reports =
        Reports.of(
            () ->
                cancelAndAwait(spawn("deaf", SwallowedCancellationsTest::sleepThroughEverything)));

    assertThat(reports)
        .containsExactly(
            "cancellation swallowed: task \"deaf\", started at"
                + " SwallowedCancellationsTest.aTaskThatSwallowsItsCancellation(SwallowedCancellationsTest.java),"
                + " was cancelled, caught the CancelledError and ended with a result. Catch it only"
                + " to clean up, and throw it on");
  }

  @Test
  void aTaskThatIsDeafWhereItOnlyLetsOthersRun() throws Exception {
    List<String> reports =
        Reports.of(
            () ->
                cancelAndAwait(
                    spawn(
                        () -> {
                          try {
                            yieldNow();
                            yieldNow();
                            yieldNow();
                          } catch (CancelledError swallowed) {
                            // this is the mistake
                          }
                        })));

    assertThat(reports).hasSize(1);
  }

  @Test
  void whoeverDealsWithTheRequestTakesItBack() throws Exception {
    List<String> reports =
        Reports.of(
            () ->
                cancelAndAwait(
                    spawn(
                        () -> {
                          sleepThroughEverything();
                          Async.currentTask().uncancel();
                        })));

    assertThat(reports).isEmpty();
  }

  @Test
  void endingCancelledOrFailingIsFine() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              cancelAndAwait(spawn(() -> sleep(LONG)));
              Task<?> fails =
                  spawn(
                      () -> {
                        sleepThroughEverything();
                        throw new IllegalStateException("cleanup failed");
                      });
              cancelAndAwait(fails);
              assertThat(fails.exception()).hasMessage("cleanup failed");
            });

    assertThat(reports).isEmpty();
  }

  @Test
  void timeoutsAndGroupsTakeTheirOwnRequestsBack() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              Task<?> limited =
                  spawn(
                      () ->
                          assertThatThrownBy(() -> timeout(Duration.ofMillis(1), () -> sleep(LONG)))
                              .isInstanceOf(TimeoutException.class));
              limited.await();
              spawn(SwallowedCancellationsTest::aGroupThatFails).await();
            });

    assertThat(reports).isEmpty();
  }

  @Suspends
  private static void aGroupThatFails() {
    assertThatThrownBy(
            () ->
                TaskGroup.run(
                    group -> {
                      group.spawn(
                          () -> {
                            throw new IllegalStateException("no");
                          });
                      sleep(LONG);
                    }))
        .hasMessageContaining("no");
  }

  @Test
  void aRequestThatComesWhenTheBodyIsOverEndsTheTaskAsUsual() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              Task<?> late = spawn(() -> Async.currentTask().cancel());
              Async.wait(List.of(late), ReturnWhen.ALL_COMPLETED);
              assertThat(late.isCancelled()).isTrue();
            });

    assertThat(reports).isEmpty();
  }

  @Test
  void whoAwaitsADeafTaskIsNotToBlame() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              Task<?> deaf = spawn("deaf", SwallowedCancellationsTest::sleepThroughEverything);
              cancelAndAwait(spawn("waits for it", () -> deaf.await()));
            });

    assertThat(reports).singleElement().asString().contains("task \"deaf\"");
  }

  @Test
  void whoOnceHadATimeoutIsNotToBlameEither() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              Task<?> deaf = spawn("deaf", SwallowedCancellationsTest::sleepThroughEverything);
              Task<?> innocent =
                  spawn(
                      () -> {
                        try {
                          timeout(Duration.ofMillis(1), () -> sleep(LONG));
                        } catch (TimeoutException expected) {
                          deaf.await();
                        }
                      });
              sleep(Duration.ofMillis(10));
              innocent.cancel();
              innocent.await();
            });

    assertThat(reports).singleElement().asString().contains("task \"deaf\"");
  }

  @Test
  void theCancellationOfAGatherCanBeSwallowedToo() throws Exception {
    List<String> reports =
        Reports.of(
            () ->
                cancelAndAwait(
                    spawn(
                        "deaf",
                        () -> {
                          try {
                            gather(spawn(() -> sleep(LONG))).await();
                          } catch (CancelledError swallowed) {
                            // this is the mistake
                          }
                        })));

    assertThat(reports).singleElement().asString().contains("task \"deaf\"");
  }

  @Test
  void theMainTaskMayEndAsItLikes() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              EventLoop.running().callSoon(Async.currentTask()::cancel);
              sleepThroughEverything();
            });

    assertThat(reports).isEmpty();
  }

  @Test
  void aShieldedTaskThatIsAwaitedOnIsReportedForWhatItDoesItself() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              Task<?> inner = spawn(() -> sleep(Duration.ofMillis(5)));
              cancelAndAwait(
                  spawn(
                      () -> {
                        try {
                          shield(inner).await();
                        } catch (CancelledError cancelled) {
                          inner.await();
                          throw cancelled;
                        }
                      }));
            });

    assertThat(reports).isEmpty();
  }
}
