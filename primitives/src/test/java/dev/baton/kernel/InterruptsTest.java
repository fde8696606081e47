package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Task;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// Interrupting the loop's thread while it waits asks the main task to stop; interrupting a task's
/// thread is seen by the blocking calls of that task. Neither breaks anything.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class InterruptsTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final List<String> trail = new ArrayList<>();

  // --- the loop's thread

  /// Once, by a stranger, as soon as the thread waits in its selector.
  private static void interruptWhenItSelects(Thread loopThread) {
    Stranger.does(
        () -> {
          Stranger.await(() -> selects(loopThread));
          loopThread.interrupt();
        });
  }

  private static boolean selects(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("lockAndDoSelect"));
  }

  @Test
  void interruptingALoopThatWaitsCancelsMainWhoseCleanupMayWait() {
    Thread loopThread = Thread.currentThread();
    assertThatExceptionOfType(CancelledError.class)
        .isThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      interruptWhenItSelects(loopThread);
                      try {
                        Async.sleep(LONG);
                      } finally {
                        Async.sleep(Duration.ofMillis(5));
                        trail.add("cleaned up");
                      }
                    }))
        .withMessage("the loop's thread was interrupted");

    assertThat(trail).containsExactly("cleaned up");
    assertThat(Thread.interrupted()).as("the flag is left to the caller").isTrue();
  }

  @Test
  void aCallbackThatInterruptsItsThreadDoesTheSame() {
    assertThatExceptionOfType(CancelledError.class)
        .isThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      EventLoop.running().callSoon(Thread.currentThread()::getName);
                      EventLoop.running().callSoon(() -> Thread.currentThread().interrupt());
                      Async.sleep(LONG);
                    }))
        .withMessage("the loop's thread was interrupted");

    assertThat(Thread.interrupted()).isTrue();
  }

  /// A thread whose flag is set cannot wait in a selector, which returns at once.
  @Test
  void aLoopThatWasInterruptedWaitsWithoutUsingTheProcessor() {
    Thread loopThread = Thread.currentThread();
    long[] used = new long[1];
    EventLoop.run(
        () -> {
          EventLoop.running().callSoon(() -> Thread.currentThread().interrupt());
          trail.add(catchThrowable(() -> Async.sleep(LONG)).getMessage());
          long before = processorTime(loopThread);
          Async.sleep(Duration.ofMillis(300));
          used[0] = processorTime(loopThread) - before;
        });

    assertThat(trail).containsExactly("the loop's thread was interrupted");
    assertThat(Duration.ofNanos(used[0])).isLessThan(Duration.ofMillis(100));
    assertThat(Thread.interrupted()).isTrue();
  }

  private static long processorTime(Thread thread) {
    return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
  }

  @Test
  void aHailOfInterruptsLosesNeitherTasksNorTimersNorMessages() throws Exception {
    Thread loopThread = Thread.currentThread();
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger slept = new AtomicInteger();
    AtomicInteger messages = new AtomicInteger();
    Stranger hail =
        Stranger.does(
            () -> {
              while (!over.get()) {
                loopThread.interrupt();
                Thread.sleep(1);
              }
            });
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          for (int i = 0; i < 5; i++) {
            Async.spawn(
                () -> {
                  for (int n = 0; n < 20; n++) {
                    Async.sleep(Duration.ofMillis(1));
                    slept.incrementAndGet();
                  }
                });
          }
          Stranger.does(
              () -> {
                for (int n = 0; n < 1_000; n++) {
                  loop.callSoonThreadsafe(messages::incrementAndGet);
                }
              });
          while (slept.get() < 100 || messages.get() < 1_000) {
            try {
              Async.sleep(Duration.ofMillis(1));
            } catch (CancelledError interrupted) {
              trail.add("cancelled");
            }
          }
          over.set(true);
          hail.join();
        });

    assertThat(slept).hasValue(100);
    assertThat(messages).hasValue(1_000);
    assertThat(trail).contains("cancelled");
    Thread.interrupted();
  }

  // --- a task's thread

  @Test
  void aTaskThatIsInterruptedWhileItWaitsGoesOnWaitingAndItsNextBlockingCallSeesIt()
      throws Exception {
    EventLoop.run(
        () -> {
          Future<String> future = EventLoop.running().createFuture();
          Task<Void> task =
              Async.spawn(
                  () -> {
                    Thread self = Thread.currentThread();
                    EventLoop.running().callSoon(self::interrupt);
                    trail.add(future.await());
                    trail.add("flag: " + self.isInterrupted());
                    Async.sleep(Duration.ofMillis(1));
                    trail.add("flag after a sleep: " + self.isInterrupted());
                    trail.add(catchThrowable(() -> Thread.sleep(1)).getClass().getSimpleName());
                    trail.add("flag in the end: " + self.isInterrupted());
                  });
          Async.sleep(Duration.ofMillis(1));
          trail.add("still waiting: " + !future.isDone());
          future.setResult("result");
          task.await();
        });

    assertThat(trail)
        .containsExactly(
            "still waiting: true",
            "result",
            "flag: true",
            "flag after a sleep: true",
            "InterruptedException",
            "flag in the end: false");
  }

  @Test
  void aTaskThatIsInterruptedInABlockingCallGetsTheExceptionAndNobodyElseNoticesIt()
      throws Exception {
    Thread loopThread = Thread.currentThread();
    EventLoop.run(
        () -> {
          Task<Void> task =
              Async.spawn(
                  () -> {
                    Stranger.whenIAmBlocked(Thread.currentThread()::interrupt);
                    trail.add(catchThrowable(() -> Thread.sleep(LONG)).getClass().getSimpleName());
                  });
          task.await();
          trail.add("main interrupted: " + Thread.currentThread().isInterrupted());
          trail.add("main cancelled: " + (Async.currentTask().cancelling() > 0));
          Async.sleep(Duration.ofMillis(1));
        });

    assertThat(trail)
        .containsExactly(
            "InterruptedException", "main interrupted: false", "main cancelled: false");
    assertThat(loopThread.isInterrupted()).isFalse();
  }

  @Test
  void aTaskThatInterruptsItselfDoesNotInterruptTheNext() throws Exception {
    EventLoop.run(
        () -> {
          Async.spawn(
              () -> {
                Thread.currentThread().interrupt();
                Async.yieldNow();
                trail.add("first: " + Thread.currentThread().isInterrupted());
              });
          Async.spawn(() -> trail.add("second: " + Thread.currentThread().isInterrupted()));
          Async.yieldNow();
          Async.yieldNow();
          EventLoop.running()
              .callSoon(() -> trail.add("loop: " + Thread.currentThread().isInterrupted()));
          Async.sleep(Duration.ofMillis(1));
        });

    assertThat(trail).containsExactly("second: false", "first: true", "loop: false");
  }
}
