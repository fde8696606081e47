package dev.baton.trace;

import static dev.baton.Async.gather;
import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.timeout;
import static dev.baton.Async.yieldNow;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Action;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.TimeoutException;
import dev.baton.sync.Lock;
import dev.baton.sync.Queue;
import dev.baton.sync.Semaphore;
import dev.baton.testing.VirtualClock;
import dev.baton.trace.programs.Programs;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdviceTest {
  private final VirtualClock clock = new VirtualClock();

  @Test
  void namesTheTaskThatHeldTheLoop() {
    List<Advice> advice =
        on(
            () ->
                TaskGroup.run(
                    group -> {
                      group.spawn("hog", () -> hold(300));
                      group.spawn("patient", () -> {});
                    }));

    assertThat(advice)
        .containsExactly(
            new Advice(
                1,
                "hog held the loop for 300 ms; none of 1 ready tasks could run. Use sleep(...) to"
                    + " wait and Blocking.call(...) for work"));
  }

  @Test
  void saysAfterWhichLineTheLoopWasHeld() {
    assertThat(
            on(
                () -> {
                  Programs.doze();
                  hold(100);
                }))
        .singleElement()
        .extracting(Advice::text)
        .asString()
        .matches("main held the loop for 100 ms after Programs.java:\\d+; nothing else could.*");
  }

  @Test
  void aShortRunIsNoBlock() {
    assertThat(on(() -> hold(99))).isEmpty();
  }

  @Test
  void seesTasksThatWereAwaitedOneByOne() {
    assertThat(
            on(
                () -> {
                  for (int i = 1; i <= 3; i++) {
                    spawn("child-" + i, () -> sleep(ofMillis(10))).await();
                  }
                }))
        .singleElement()
        .extracting(Advice::text)
        .asString()
        .startsWith("child-1 to child-3 ran one after the other");
  }

  @Test
  void tasksThatOverlapAreFine() {
    assertThat(
            on(
                () -> {
                  var first = spawn(() -> sleep(ofMillis(10)));
                  var second = spawn(() -> sleep(ofMillis(10)));
                  first.await();
                  second.await();
                }))
        .isEmpty();
  }

  @Test
  void tasksThatTakeTurnsWithALockAreFine() {
    Lock lock = new Lock("A");
    assertThat(
            on(
                () ->
                    TaskGroup.run(
                        group -> {
                          for (int i = 0; i < 3; i++) {
                            group.spawn(
                                () -> {
                                  try (var held = lock.acquire()) {
                                    sleep(ofMillis(10));
                                  }
                                });
                          }
                        })))
        .isEmpty();
  }

  @Test
  void seesATaskThatLooksAgainAndAgain() {
    assertThat(
            on(
                () -> {
                  for (int i = 0; i < 10; i++) {
                    yieldNow();
                  }
                }))
        .singleElement()
        .extracting(Advice::text)
        .asString()
        .startsWith("main went on by itself 10 times");
  }

  @Test
  void aTaskThatAlsoWaitsDoesNotPoll() {
    assertThat(
            on(
                () -> {
                  for (int i = 0; i < 10; i++) {
                    yieldNow();
                    sleep(ofMillis(1));
                  }
                }))
        .isEmpty();
  }

  @Test
  void seesWhatWasNotGivenBack() {
    assertThat(on(() -> new Semaphore("leaky", 3).acquire()))
        .containsExactly(
            new Advice(
                0,
                "main ended and never gave back Semaphore \"leaky\". Acquire it in the head of a"
                    + " try (...), which gives it back"));
  }

  @Test
  void aKeptLockIsToldOnceInTheWordsOfTheLoop() {
    assertThat(on(() -> new Lock("A").acquire()))
        .singleElement()
        .extracting(Advice::text)
        .asString()
        .startsWith("lock never released: task \"main\" has ended and still holds Lock \"A\"");
  }

  @Test
  void tellsOfACancellationThatWasSwallowed() {
    assertThat(
            on(
                () -> {
                  var stubborn = spawn("stubborn", () -> ignoreCancelling());
                  yieldNow();
                  stubborn.cancel();
                  stubborn.await();
                }))
        .singleElement()
        .satisfies(
            advice -> {
              assertThat(advice.step()).isEqualTo(3);
              assertThat(advice.text()).startsWith("cancellation swallowed: task \"stubborn\"");
            });
  }

  @Suspends
  private static void ignoreCancelling() {
    try {
      sleep(ofMillis(10));
    } catch (CancelledError ignored) {
      // goes on as if nothing had happened
    }
  }

  @Test
  void aTimeLimitThatWasReachedIsNoSwallowedCancellation() {
    assertThat(
            on(
                () -> {
                  try {
                    timeout(ofMillis(10), () -> sleep(ofMillis(20)));
                  } catch (TimeoutException expected) {
                    sleep(ofMillis(1));
                  }
                }))
        .isEmpty();
  }

  @Test
  void tellsOfAnOrphanOfGather() {
    assertThat(
            on(
                () -> {
                  try {
                    gather(spawn(() -> sleep(ofMillis(99))), spawn(AdviceTest::fail)).await();
                  } catch (IOException expected) {
                    sleep(ofMillis(1));
                  }
                }))
        .singleElement()
        .extracting(Advice::text)
        .asString()
        .startsWith("orphan: task ");
  }

  private static void fail() throws IOException {
    throw new IOException("no room");
  }

  @Test
  void tellsOfADeadlockInOneLine() {
    assertThat(on(() -> EventLoop.running().createFuture().await()))
        .containsExactly(
            new Advice(
                1,
                "DEADLOCK: 1 task can never run again (loop time 0 s): No task is left that could"
                    + " wake them."));
  }

  @Test
  void aPermitMayBeGivenBackByAnother() {
    assertThat(
            on(
                () -> {
                  Semaphore permits = new Semaphore(1);
                  spawn(() -> permits.acquire()).await();
                  permits.release();
                }))
        .isEmpty();
  }

  @Test
  void seesATaskThatWasReadyForLong() {
    List<Advice> advice =
        on(
            () ->
                TaskGroup.run(
                    group -> {
                      group.spawn(() -> hold(60));
                      group.spawn(() -> hold(60));
                      group.spawn("late", () -> {});
                    }));

    assertThat(advice)
        .containsExactly(
            new Advice(
                1,
                "late was ready for 120 ms before it could run: the loop has more to do than it"
                    + " can"));
  }

  @Test
  void seesAQueueThatOnlyGrew() {
    assertThat(on(() -> fill(new Queue<>(), 0)))
        .containsExactly(
            new Advice(
                0,
                "Queue only grew, to 40 items: those who put are faster than those who get. Give"
                    + " it a maxSize, and they wait for each other"));
  }

  @Test
  void aQueueWithABoundOrOneThatIsEmptiedIsFine() {
    assertThat(on(() -> fill(new Queue<>(40), 0))).isEmpty();
    assertThat(on(() -> fill(new Queue<>(), 30))).isEmpty();
  }

  private static void fill(Queue<Integer> queue, int taken) {
    for (int i = 0; i < 40; i++) {
      queue.put(i);
    }
    for (int i = 0; i < taken; i++) {
      queue.get();
    }
  }

  @Test
  void tellsTheSameThreeTimesAtMost() {
    List<Advice> advice =
        on(
            () -> {
              for (int i = 0; i < 10; i++) {
                hold(100);
                sleep(ofMillis(1));
              }
            });

    assertThat(advice).hasSize(4);
    assertThat(advice.getLast().text()).isEqualTo("The same 7 more times");
  }

  private void hold(long millis) {
    Runs.passes(clock, ofMillis(millis));
  }

  private List<Advice> on(Action<? extends Exception> program) {
    return Advice.on(Runs.timeline(Runs.withClock(clock, program)));
  }
}
