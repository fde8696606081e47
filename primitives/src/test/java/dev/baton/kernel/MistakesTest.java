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
import dev.baton.Mistake;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.TimeoutException;
import dev.baton.When;
import dev.baton.sync.Held;
import dev.baton.sync.Lock;
import dev.baton.sync.Queue;
import dev.baton.testing.Explorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a loop says of likely mistakes, and when it says nothing. For rings see [RingsTest].
class MistakesTest {
  private static final Duration LONG = Duration.ofSeconds(100);

  // --- a lock that is never released

  @Test
  void aTaskThatEndsWithALock() throws Exception {
    Lock lock = new Lock("A");
    List<String> reports = Reports.of(() -> spawn("rude", () -> lock.acquire()).await());

    assertThat(reports)
        .containsExactly(
            "lock never released: task \"rude\" has ended and still holds Lock \"A\", taken at"
                + " MistakesTest.aTaskThatEndsWithALock(MistakesTest.java). Acquire it in the head"
                + " of a try (...), which gives it back");
  }

  @Test
  void eachOfSeveralLocksIsNamed() throws Exception {
    List<Lock> locks = List.of(new Lock("A"), new Lock("B"), new Lock("C"));
    List<String> reports =
        Reports.of(
            () -> {
              locks.forEach(Lock::acquire);
              locks.get(1).release();
            });

    assertThat(reports).hasSize(2);
    assertThat(reports.getFirst()).contains("Lock \"A\"");
    assertThat(reports.getLast()).contains("Lock \"C\"");
  }

  @Test
  void aLockThatAnotherTaskReleasesInTimeIsFine() throws Exception {
    Lock lock = new Lock();
    List<String> reports =
        Reports.of(
            () -> {
              Held held = lock.acquire();
              spawn(held::close).await();
              lock.acquire();
              lock.release();
            });

    assertThat(reports).isEmpty();
  }

  // --- a cancellation that is swallowed

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
    Async.wait(List.of(task), When.ALL_COMPLETED);
  }

  @Test
  void aTaskThatSwallowsItsCancellation() throws Exception {
    List<String> reports =
        Reports.of(() -> cancelAndAwait(spawn("deaf", MistakesTest::sleepThroughEverything)));

    assertThat(reports)
        .containsExactly(
            "cancellation swallowed: task \"deaf\", started at"
                + " MistakesTest.aTaskThatSwallowsItsCancellation(MistakesTest.java), was"
                + " cancelled, caught the CancelledError and ended with a result. Catch it only to"
                + " clean up, and throw it on");
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
              spawn(MistakesTest::aGroupThatFails).await();
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
              Async.wait(List.of(late), When.ALL_COMPLETED);
              assertThat(late.isCancelled()).isTrue();
            });

    assertThat(reports).isEmpty();
  }

  @Test
  void whoAwaitsADeafTaskIsNotToBlame() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              Task<?> deaf = spawn("deaf", MistakesTest::sleepThroughEverything);
              cancelAndAwait(spawn("waits for it", () -> deaf.await()));
            });

    assertThat(reports).singleElement().asString().contains("task \"deaf\"");
  }

  @Test
  void whoOnceHadATimeoutIsNotToBlameEither() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              Task<?> deaf = spawn("deaf", MistakesTest::sleepThroughEverything);
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
  void aShieldedTaskThatIsAwaitedOnIsReportedForItsOwnDeed() throws Exception {
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

  // --- an orphan

  private static Task<?> fails() {
    return spawn(
        () -> {
          throw new IllegalStateException("no");
        });
  }

  @Test
  void aTaskThatItsGatherHasLeftBehind() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              Task<?> alone = spawn("alone", () -> sleep(LONG));
              assertThatThrownBy(gather(alone, fails())::await).hasMessage("no");
              sleep(Duration.ofSeconds(1));
            });

    assertThat(reports)
        .containsExactly(
            "orphan: task \"alone\", started at"
                + " MistakesTest.aTaskThatItsGatherHasLeftBehind(MistakesTest.java), went on alone"
                + " after its gather had failed, until the loop ended and cancelled it. Start such"
                + " tasks in a TaskGroup, which ends them all when one fails");
  }

  @Test
  void aTaskThatEndsAfterItsGatherIsFine() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              Task<?> slow = spawn(() -> sleep(Duration.ofMillis(5)));
              assertThatThrownBy(gather(slow, fails())::await).hasMessage("no");
              slow.await();
            });

    assertThat(reports).isEmpty();
  }

  @Test
  void aProgramThatEndsWithTheFailureOfItsGatherHasLeftNobodyAlone() {
    List<String> reports = new ArrayList<>();
    assertThatThrownBy(
            () -> Reports.collect(reports, () -> gather(spawn(() -> sleep(LONG)), fails()).await()))
        .hasMessage("no");

    assertThat(reports).isEmpty();
  }

  @Test
  void aProgramThatWrapsThatFailureHasLeftNobodyAloneEither() {
    List<String> reports = new ArrayList<>();
    assertThatThrownBy(
            () ->
                Reports.collect(
                    reports,
                    () -> {
                      try {
                        gather(spawn(() -> sleep(LONG)), fails()).await();
                      } catch (IllegalStateException failure) {
                        throw new IOException("wrapped", failure);
                      }
                    }))
        .hasMessage("wrapped");

    assertThat(reports).isEmpty();
  }

  @Test
  void aTaskThatTheProgramCancelsItselfIsNoOrphan() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              Task<?> slow =
                  spawn(
                      () -> {
                        try {
                          sleep(LONG);
                        } finally {
                          sleep(Duration.ofMillis(5)); // cleaning up
                        }
                      });
              assertThatThrownBy(gather(slow, fails())::await).hasMessage("no");
              slow.cancel();
            });

    assertThat(reports).isEmpty();
  }

  // --- a queue that only grows

  /// So many items are put for each one that is taken.
  private static void work(Queue<Integer> queue, int times, int put) {
    for (int i = 0; i < times; i++) {
      queue.getNowait();
      for (int j = 0; j < put; j++) {
        queue.putNowait(j);
      }
    }
  }

  @Test
  void aQueueThatOnlyGrows() throws Exception {
    Queue<Integer> queue = new Queue<>();
    List<String> reports =
        Reports.of(
            () -> {
              queue.put(0);
              work(queue, 20_000, 2);
            });

    assertThat(reports)
        .containsExactly(
            "queue grows: Queue has grown from 0 to 10000 items while tasks took from it: items"
                + " come faster than they are taken. Give it a maxsize, so that put() waits; or,"
                + " where those who take also put, bound what they put");
  }

  @Test
  void aQueueThatIsFilledFirstOrStaysAsLongAsItIsIsFine() throws Exception {
    Queue<Integer> queue = new Queue<>();
    List<String> reports =
        Reports.of(
            () -> {
              for (int i = 0; i < 50_000; i++) {
                queue.put(i);
              }
              work(queue, 50_000, 1);
              work(queue, 40_000, 0);
              work(queue, 9_000, 2);
            });

    assertThat(reports).isEmpty();
  }

  @Test
  void aQueueThatIsEmptiedAgainAndAgainMayBeFilledAtOnce() throws Exception {
    Queue<Integer> queue = new Queue<>();
    List<String> reports =
        Reports.of(
            () -> {
              for (int i = 0; i < 2_000; i++) {
                queue.put(i);
                queue.get();
              }
              for (int i = 0; i < 20_000; i++) {
                queue.put(i);
              }
              work(queue, 100, 1);
            });

    assertThat(reports).isEmpty();
  }

  @Test
  void aQueueWithALimitIsFine() throws Exception {
    Queue<Integer> queue = new Queue<>(100_000);
    List<String> reports =
        Reports.of(
            () -> {
              queue.put(0);
              work(queue, 50_000, 2);
            });

    assertThat(reports).isEmpty();
  }

  // --- how often, and where

  @ParameterizedTest
  @EnumSource
  void theReadmeSaysWhatHelps(Mistake mistake) throws Exception {
    assertThat(Files.readString(Path.of("README.md"))).contains("| `" + mistake.heading() + "` |");
  }

  @Test
  void ofEachKindTenAreReported() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              for (int i = 0; i < 100; i++) {
                spawn(() -> new Lock().acquire()).await();
              }
              cancelAndAwait(spawn(MistakesTest::sleepThroughEverything));
            });

    assertThat(reports).hasSize(11);
    assertThat(reports.getLast()).startsWith(Mistake.CANCELLATION_SWALLOWED.heading() + ": ");
  }

  @Test
  void reportsAreLogged() throws Exception {
    try (LogCapture log = new LogCapture("lock never released: ", () -> {})) {
      EventLoop.run(
          () -> {
            for (int i = 0; i < 20; i++) {
              spawn(() -> new Lock().acquire()).await();
            }
          });

      assertThat(log.messages()).hasSize(10);
      assertThat(log.messages().getLast()).endsWith(" (more of this kind are not reported)");
    }
  }

  @Test
  void aNameCannotSteerTheTerminal() throws Exception {
    try (LogCapture log = new LogCapture("lock never released: ", () -> {})) {
      EventLoop.run(() -> spawn("a\u001b[31m\u009b\r", () -> new Lock().acquire()).await());

      assertThat(log.messages())
          .singleElement()
          .asString()
          .contains("task \"a\\u001b[31m\\u009b\\u000d\" has ended");
    }
  }

  /// Thousands of schedules would say the same thousands of times.
  @Test
  void whileSchedulesAreExploredNothingIsLogged() throws Exception {
    try (LogCapture log = new LogCapture("", () -> {})) {
      Explorer.random(5).explore(() -> new Lock().acquire());

      assertThat(log.messages()).isEmpty();
    }
  }
}
