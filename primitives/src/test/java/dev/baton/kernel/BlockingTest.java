package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.TimeoutException;
import dev.baton.UnhandledFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// Blocking work runs outside the loop: its task waits for it and the others go on.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class BlockingTest {
  private final List<String> trail = new ArrayList<>();
  private final List<UnhandledFailure> unhandled = new ArrayList<>();

  @Test
  void givesWhatTheBodyReturns() throws Exception {
    String result = EventLoop.run(() -> Blocking.call(() -> "result"));

    assertThat(result).isEqualTo("result");
  }

  @Test
  void aCheckedExceptionIsCaughtByItsOwnType() throws Exception {
    EventLoop.run(
        () -> {
          try {
            Blocking.call(BlockingTest::readMissingFile);
          } catch (FileNotFoundException e) {
            trail.add("caught " + e.getMessage());
          }
        });

    assertThat(trail).containsExactly("caught missing.txt");
  }

  private static void readMissingFile() throws FileNotFoundException {
    throw new FileNotFoundException("missing.txt");
  }

  @Test
  void theOthersGoOnMeanwhile() throws Exception {
    CountDownLatch othersRan = new CountDownLatch(1);
    EventLoop.run(
        () -> {
          Async.spawn(
              () -> {
                trail.add("other task");
                Async.yieldNow();
                othersRan.countDown();
              });
          Blocking.call(() -> othersRan.await());
          trail.add("done");
        });

    assertThat(trail).containsExactly("other task", "done");
  }

  @Test
  void manyCallsRunAtTheSameTime() throws Exception {
    int calls = 1_000;
    CountDownLatch all = new CountDownLatch(calls);
    AtomicInteger ran = new AtomicInteger();
    EventLoop.run(
        () ->
            TaskGroup.run(
                group -> {
                  for (int i = 0; i < calls; i++) {
                    group.spawn(
                        () ->
                            Blocking.call(
                                () -> {
                                  all.countDown();
                                  all.await();
                                  ran.incrementAndGet();
                                }));
                  }
                }));

    assertThat(ran).hasValue(calls);
  }

  @Test
  void theBodyIsNoTask() throws Exception {
    EventLoop.run(
        () ->
            assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Blocking.call(() -> Async.sleep(Duration.ofMillis(1))))
                .withMessage(
                    "sleep() must be called from a task; start one with EventLoop.run(...)"));
  }

  @Test
  void cancellingInterruptsTheThreadAndTheTaskGoesOnAtOnceWhileRunWaitsForTheThread()
      throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    EventLoop.run(
        () -> {
          Task<Void> task =
              Async.spawn(
                  () -> {
                    try {
                      Blocking.call(() -> stubborn(begun, mayEnd, ended));
                    } catch (CancelledError cancelled) {
                      trail.add("task cancelled, call ended: " + ended.get());
                      throw cancelled;
                    }
                  });
          Blocking.call(() -> begun.await());
          task.cancel();
          Async.wait(List.of(task), dev.baton.ReturnWhen.ALL_COMPLETED);
          trail.add("task ended: " + task.isCancelled());
          mayEnd.countDown();
        });
    trail.add("run returned, call ended: " + ended.get());

    assertThat(trail)
        .containsExactly(
            "task cancelled, call ended: false",
            "task ended: true",
            "run returned, call ended: true");
  }

  /// Ends only when it was interrupted and may.
  private static void stubborn(CountDownLatch begun, CountDownLatch mayEnd, AtomicBoolean ended)
      throws InterruptedException {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException expected) {
      mayEnd.await();
      LockSupport.parkNanos(1_000_000);
      ended.set(true);
    }
  }

  @Test
  void aFailureAfterTheCancellationIsReported() throws Exception {
    cancelCallThat(
        () -> {
          throw new IOException("the disk is full");
        });

    assertThat(unhandled)
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.message())
                  .isEqualTo("a blocking call failed after its task was cancelled");
              assertThat(failure.exception())
                  .isInstanceOf(IOException.class)
                  .hasMessage("the disk is full");
            });
  }

  @Test
  void anInterruptionAfterTheCancellationIsNoFailure() throws Exception {
    cancelCallThat(
        () -> {
          throw new InterruptedException();
        });
    cancelCallThat(
        () -> {
          throw new ClosedByInterruptException();
        });
    cancelCallThat(
        () -> {
          throw new UncheckedIOException(new ClosedByInterruptException());
        });

    assertThat(unhandled).isEmpty();
  }

  /// The task leaves its `try`, which closes what the body still reads from.
  @Test
  void aChannelThatTheCancelledTaskHasClosedIsNoFailure() throws Exception {
    cancelCallThat(
        () -> {
          throw new ClosedChannelException();
        });

    assertThat(unhandled).isEmpty();
  }

  @Test
  void aResultAfterTheCancellationIsDropped() throws Exception {
    cancelCallThat(() -> {});

    assertThat(unhandled).isEmpty();
  }

  /// A thing that must be closed.
  private static final class Opened implements AutoCloseable {
    private volatile boolean closed;

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void whatIsOpenedAfterTheCancellationIsClosed() throws Exception {
    Opened opened = new Opened();
    CountDownLatch begun = new CountDownLatch(1);
    EventLoop.run(
        () -> {
          Task<Opened> task =
              Async.spawn(
                  () ->
                      Blocking.call(
                          () -> {
                            untilInterrupted(begun, () -> {});
                            return opened;
                          }));
          Blocking.call(() -> begun.await());
          task.cancel();
        });

    assertThat(opened.closed).isTrue();
  }

  /// Before the call, in it, as its result comes, and when it has come and was not taken yet.
  @Test
  void whateverIsOpenedIsClosedAtWhicheverMomentTheTaskIsCancelled() throws Exception {
    List<Opened> all = new CopyOnWriteArrayList<>();
    EventLoop.run(
        () -> {
          for (int i = 0; i < 500; i++) {
            Task<Void> task =
                Async.spawn(
                    () -> {
                      try (Opened opened = Blocking.call(() -> open(all))) {
                        assertThat(opened.closed).isFalse();
                      }
                    });
            for (int turns = i % 5; turns > 0; turns--) {
              Async.yieldNow();
            }
            task.cancel();
            Async.wait(List.of(task), dev.baton.ReturnWhen.ALL_COMPLETED);
          }
        });

    assertThat(all).isNotEmpty().allMatch(opened -> opened.closed);
  }

  private static Opened open(List<Opened> all) {
    Opened opened = new Opened();
    all.add(opened);
    return opened;
  }

  @Test
  void aResultCanBeHandedBackInAnotherWay() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    List<String> handedBack = new CopyOnWriteArrayList<>();
    EventLoop.run(
        () -> {
          Task<String> task =
              Async.spawn(
                  () ->
                      Blocking.call(
                          () -> {
                            untilInterrupted(begun, () -> {});
                            return "a place";
                          },
                          handedBack::add));
          Blocking.call(() -> begun.await());
          task.cancel();
        });

    assertThat(handedBack).containsExactly("a place");
  }

  @Test
  void aResultThatCannotBeHandedBackIsReported() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    EventLoop.builder()
        .exceptionHandler(unhandled::add)
        .run(
            () -> {
              Task<String> task =
                  Async.spawn(
                      () ->
                          Blocking.call(
                              () -> {
                                untilInterrupted(begun, () -> {});
                                return "a place";
                              },
                              place -> {
                                throw new IllegalStateException(place + " that nobody wants");
                              }));
              Blocking.call(() -> begun.await());
              task.cancel();
            });

    assertThat(unhandled)
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.message())
                  .isEqualTo("handing back the result of a blocking call failed");
              assertThat(failure.exception()).hasMessage("a place that nobody wants");
            });
  }

  /// What a body does when it is interrupted.
  private interface Reaction {
    void react() throws Exception;
  }

  private void cancelCallThat(Reaction reaction) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    EventLoop.builder()
        .exceptionHandler(unhandled::add)
        .run(
            () -> {
              Task<Void> task =
                  Async.spawn(() -> Blocking.call(() -> untilInterrupted(begun, reaction)));
              Blocking.call(() -> begun.await());
              task.cancel();
            });
  }

  private static void untilInterrupted(CountDownLatch begun, Reaction reaction) throws Exception {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException expected) {
      reaction.react();
    }
  }

  @Test
  void aTimeoutAroundTheCallEndsItInTime() throws Exception {
    AtomicBoolean interrupted = new AtomicBoolean();
    EventLoop.run(
        () -> {
          try {
            Async.timeout(
                Duration.ofMillis(5),
                () ->
                    Blocking.call(
                        () ->
                            untilInterrupted(new CountDownLatch(1), () -> interrupted.set(true))));
          } catch (TimeoutException e) {
            trail.add("timed out");
          }
        });

    assertThat(trail).containsExactly("timed out");
    assertThat(interrupted).isTrue();
  }

  @Test
  void aCallThatIsLeftWhenMainEndsIsInterruptedAndAwaited() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    EventLoop.run(
        () -> {
          Async.spawn(() -> Blocking.call(() -> untilInterrupted(begun, () -> ended.set(true))));
          Blocking.call(() -> begun.await());
        });

    assertThat(ended).isTrue();
  }

  @Test
  void whatTheTaskWroteBeforeTheBodySeesAndTheOtherWayRound() throws Exception {
    int[] plain = {0};
    EventLoop.run(
        () -> {
          for (int i = 0; i < 1_000; i++) {
            plain[0]++;
            Blocking.call(() -> plain[0]++);
          }
        });

    assertThat(plain[0]).isEqualTo(2_000);
  }
}
