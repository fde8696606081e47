package dev.baton.api;

import static dev.baton.Async.currentTask;
import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Action;
import dev.baton.Blocking;
import dev.baton.CancelledError;
import dev.baton.DeadlockException;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.LoopListener;
import dev.baton.SchedulingPolicy;
import dev.baton.UnhandledFailure;
import dev.baton.testing.VirtualClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/// `run` returns when everything that main started has ended too.
class RunEndsTest {
  private final List<String> trail = new ArrayList<>();

  @Test
  void givesWhatMainReturns() {
    assertThat(VirtualLoop.run(() -> "result")).isEqualTo("result");
  }

  @Test
  void raisesTheVeryExceptionOfMain() {
    IOException disk = new IOException("disk");
    Action<IOException> main =
        () -> {
          throw disk;
        };
    assertThatThrownBy(() -> VirtualLoop.run(main)).isSameAs(disk);
  }

  @Test
  void cancelsWhatMainLeavesAndRunsItsCleanup() {
    VirtualLoop.run(
        () -> {
          spawn(
              () -> {
                try {
                  sleep(ms(1_000));
                } catch (CancelledError cancelled) {
                  trail.add(cancelled.getMessage() + " at " + now());
                  sleep(ms(10));
                  trail.add("cleaned up at " + now());
                  throw cancelled;
                }
              });
          yieldNow();
          trail.add("main ends");
        });
    assertThat(trail).containsExactly("main ends", "the loop is ending at 0", "cleaned up at 10");
  }

  @Test
  void endsEvenWhatSwallowsItsCancellation() {
    VirtualLoop.run(
        () -> {
          Future<String> never = EventLoop.running().createFuture();
          spawn(
              () -> {
                for (int i = 1; i <= 5; i++) {
                  try {
                    EventLoop.running().createFuture().await();
                  } catch (CancelledError swallowed) {
                    trail.add("swallowed " + i);
                  }
                }
                never.await();
              });
          yieldNow();
        });
    assertThat(trail)
        .containsExactly("swallowed 1", "swallowed 2", "swallowed 3", "swallowed 4", "swallowed 5");
  }

  @Test
  void aTaskThatNeverEndsIsLeftBehindInTheEnd() {
    List<LogRecord> log = Logged.by(() -> VirtualLoop.run(RunEndsTest::leaveStubbornTask));
    assertThat(log)
        .extracting(LogRecord::getMessage)
        .containsExactly(
            "[task \"stubborn\"] went on after 100 cancellations and were left behind");
  }

  private static void leaveStubbornTask() {
    spawn(
        "stubborn",
        () -> {
          while (true) {
            try {
              EventLoop.running().createFuture().await();
            } catch (CancelledError swallowed) {
              yieldNow();
            }
          }
        });
    yieldNow();
  }

  /// Waits long, and says when it has cleaned up.
  private void leaveTask(String name) {
    spawn(
        name,
        () -> {
          try {
            sleep(ms(1_000));
          } finally {
            yieldNow();
            trail.add(name + " cleaned up");
          }
        });
  }

  @Test
  void endsTasksAlthoughItsChooserFails() {
    SchedulingPolicy choosy =
        ready -> {
          if (trail.contains("main")) {
            throw new IllegalStateException("none of these");
          }
          return 0;
        };
    assertThatThrownBy(
            () ->
                EventLoop.builder()
                    .clock(new VirtualClock())
                    .schedulingPolicy(choosy)
                    .run(
                        () -> {
                          leaveTask("a");
                          leaveTask("b");
                          yieldNow();
                          trail.add("main");
                          yieldNow();
                          trail.add("never");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("none of these");
    assertThat(trail).containsExactlyInAnyOrder("main", "a cleaned up", "b cleaned up");
  }

  /// Also while they are ended.
  @Test
  void endsTasksAlthoughItsListenerFails() {
    LoopListener failing =
        new LoopListener() {
          @Override
          public void idle(long nanos) {
            throw new IllegalStateException("not again");
          }
        };
    assertThatThrownBy(
            () ->
                VirtualLoop.builder(new ArrayList<>())
                    .listener(failing)
                    .run(
                        () -> {
                          leaveTask("a");
                          spawn(
                              () -> {
                                try {
                                  sleep(ms(1_000));
                                } finally {
                                  try {
                                    sleep(ms(1_000));
                                  } finally {
                                    trail.add("b cleaned up");
                                  }
                                }
                              });
                          sleep(ms(1_000));
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("not again");
    assertThat(trail).containsExactlyInAnyOrder("a cleaned up", "b cleaned up");
  }

  @Test
  void endsTasksAlthoughItsListenerFailsToHearOfADeadlock() {
    LoopListener failing =
        new LoopListener() {
          @Override
          public void stopped(String report) {
            throw new IllegalStateException("cannot be true");
          }
        };
    assertThatThrownBy(
            () ->
                VirtualLoop.builder(new ArrayList<>())
                    .listener(failing)
                    .run(
                        () -> {
                          try {
                            EventLoop.running().createFuture().await();
                          } finally {
                            trail.add("cleaned up");
                          }
                        }))
        .isInstanceOf(DeadlockException.class);
    assertThat(trail).containsExactly("cleaned up");
  }

  @Test
  void aLoopCanRunAfterOneThatHasFailed() {
    LoopListener failing =
        new LoopListener() {
          @Override
          public void loopStarted(EventLoop loop) {
            throw new IllegalStateException("not today");
          }
        };
    assertThatThrownBy(() -> EventLoop.builder().listener(failing).run(() -> {}))
        .hasMessage("not today");
    assertThat(VirtualLoop.run(() -> "result")).isEqualTo("result");
  }

  @Test
  void endsTasksThatCleanupStarts() {
    VirtualLoop.run(
        () -> {
          spawn(
              () -> {
                try {
                  sleep(ms(1_000));
                } finally {
                  spawn(
                      () -> {
                        try {
                          sleep(ms(1_000));
                        } finally {
                          trail.add("grandchild cleaned up");
                        }
                      });
                  yieldNow();
                }
              });
          yieldNow();
        });
    assertThat(trail).containsExactly("grandchild cleaned up");
  }

  @Test
  void aFailureOfMainIsRaisedAndOneInCleanupIsReported() {
    IOException disk = new IOException("disk");
    IllegalStateException cleanup = new IllegalStateException("cleanup");
    List<UnhandledFailure> unhandled = new ArrayList<>();
    Action<Exception> main =
        () -> {
          spawn(
              "leftover",
              () -> {
                try {
                  sleep(ms(1_000));
                } finally {
                  throwIt(cleanup);
                }
              });
          yieldNow();
          throw disk;
        };

    assertThatThrownBy(() -> VirtualLoop.builder(unhandled).run(main)).isSameAs(disk);

    assertThat(unhandled).hasSize(1);
    assertThat(unhandled.getFirst().exception()).isSameAs(cleanup);
    assertThat(unhandled.getFirst().name()).isEqualTo("leftover");
  }

  private static void throwIt(RuntimeException exception) {
    throw exception;
  }

  @Test
  void mainThatWasCancelledRaisesThat() {
    Action<RuntimeException> main =
        () -> {
          currentTask().cancel("by itself");
          yieldNow();
        };
    assertThatThrownBy(() -> VirtualLoop.run(main))
        .isInstanceOf(CancelledError.class)
        .hasMessage("by itself");
  }

  @Test
  void forgetsTimersThatNobodyWaitsFor() {
    VirtualLoop.run(
        () -> {
          EventLoop.running().callLater(ms(1_000), () -> trail.add("late"));
          sleep(ms(1));
        });
    assertThat(trail).isEmpty();
  }

  @Test
  void awaitsBlockingCallsThatWereLeftBehind() throws Exception {
    Thread loopThread = Thread.currentThread();
    CountDownLatch started = new CountDownLatch(1);
    AtomicBoolean mainEnded = new AtomicBoolean();
    AtomicBoolean runReturned = new AtomicBoolean();
    AtomicBoolean endedInTime = new AtomicBoolean();
    EventLoop.run(
        () -> {
          spawn(
              () ->
                  Blocking.call(
                      () -> {
                        started.countDown();
                        // deaf to the interrupt that comes with the cancellation
                        while (!runReturned.get()
                            && !(mainEnded.get() && LoopThread.isWaiting(loopThread))) {
                          Thread.onSpinWait();
                        }
                        endedInTime.set(!runReturned.get());
                      }));
          Blocking.call(() -> started.await());
          mainEnded.set(true);
        });
    runReturned.set(true);
    assertThat(endedInTime).isTrue();
  }

  @Test
  void cleanupOfAStuckTaskMayWait() {
    assertThatThrownBy(
            () ->
                VirtualLoop.run(
                    () -> {
                      Future<String> never = EventLoop.running().createFuture();
                      spawn(
                          () -> {
                            try {
                              EventLoop.running().createFuture().await();
                            } finally {
                              sleep(ms(10));
                              trail.add("cleaned up at " + now());
                            }
                          });
                      never.await();
                    }))
        .isInstanceOf(DeadlockException.class);
    assertThat(trail).containsExactly("cleaned up at 10");
  }

  @Test
  void theNextRunIsALoopOfItsOwn() {
    EventLoop first = VirtualLoop.run(() -> EventLoop.running());
    EventLoop second = VirtualLoop.run(() -> EventLoop.running());
    assertThat(first).isNotSameAs(second);
    assertThat(first.callSoonThreadsafe(() -> trail.add("too late"))).isFalse();
    assertThat(trail).isEmpty();
  }

  @Test
  void cannotBeNested() {
    VirtualLoop.run(
        () ->
            assertThatThrownBy(() -> EventLoop.run(() -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                    "EventLoop.run() cannot be called from a running loop; spawn a task, or use"
                        + " Blocking.call(...)"));
  }

  @Test
  void outsideARunNoLoopIsRunning() {
    assertThatThrownBy(EventLoop::running)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "no loop is running here; call this from a task, started with EventLoop.run(...)");
    assertThatThrownBy(() -> sleep(ms(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("sleep() must be called from a task; start one with EventLoop.run(...)");
    assertThatThrownBy(() -> spawn(() -> 1)).isInstanceOf(IllegalStateException.class);
  }
}
