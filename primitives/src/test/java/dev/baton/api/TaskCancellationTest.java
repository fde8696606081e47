package dev.baton.api;

import static dev.baton.Async.currentTask;
import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskCancellationTest {
  private final List<String> trail = new ArrayList<>();

  private static <T> Future<T> pending() {
    return EventLoop.running().createFuture();
  }

  private void assertCancelled(Task<?> task, String message) {
    assertThatThrownBy(task::await).isInstanceOf(CancelledError.class).hasMessage(message);
    assertThat(task.isCancelled()).isTrue();
  }

  @Test
  void beforeItsFirstStepTheBodyNeverRuns() {
    VirtualLoop.run(
        () -> {
          Task<?> task = spawn(() -> trail.add("body"));

          assertThat(task.cancel("too late")).isTrue();
          assertThat(task.isDone()).isFalse();

          assertCancelled(task, "too late");
          assertThat(EventLoop.running().allTasks()).containsExactly(currentTask());
        });
    assertThat(trail).isEmpty();
  }

  @Test
  void raisesAtThePlaceWhereTheTaskWaits() {
    VirtualLoop.run(
        () -> {
          Task<?> task =
              spawn(
                  () -> {
                    trail.add("before");
                    try {
                      sleep(ms(1_000));
                      trail.add("not reached");
                    } catch (CancelledError cancelled) {
                      trail.add("cancelled: " + cancelled.getMessage());
                      throw cancelled;
                    }
                  });
          yieldNow();

          assertThat(task.cancel("enough")).isTrue();
          trail.add("asked");

          assertCancelled(task, "enough");
          assertThat(now()).as("nobody sleeps any more").isZero();
        });
    assertThat(trail).containsExactly("before", "asked", "cancelled: enough");
  }

  @Test
  void reachesATaskThatWasWokenAndHasNotRun() {
    VirtualLoop.run(
        () -> {
          Future<String> future = pending();
          Task<String> task = spawn(future::await);
          yieldNow();

          future.setResult("lost");
          task.cancel("sorry");

          assertCancelled(task, "sorry");
        });
  }

  @Test
  void reachesARunningTaskAtTheNextPlaceWhereItWaits() {
    VirtualLoop.run(
        () -> {
          Future<String> done = pending();
          done.setResult("result");
          Task<?> task =
              spawn(
                  () -> {
                    currentTask().cancel("by itself");
                    trail.add(done.await()); // does not wait
                    yieldNow();
                    trail.add("not reached");
                  });
          assertCancelled(task, "by itself");
        });
    assertThat(trail).containsExactly("result");
  }

  @Test
  void aTaskThatNeverWaitsAgainEndsCancelled() {
    VirtualLoop.run(
        () -> {
          Task<String> task =
              spawn(
                  () -> {
                    currentTask().cancel("at the end");
                    return "result";
                  });
          assertCancelled(task, "at the end");
        });
  }

  @Test
  void canBeSwallowed() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> task =
              spawn(
                  () -> {
                    try {
                      sleep(ms(1_000));
                    } catch (CancelledError refused) {
                      trail.add("refused");
                    }
                    sleep(ms(5));
                    return "done at " + now();
                  });
          yieldNow();

          assertThat(task.cancel()).isTrue();

          assertThat(task.await()).isEqualTo("done at 5");
          assertThat(task.isCancelled()).isFalse();
          assertThat(task.cancelling()).isOne();
        });
    assertThat(trail).containsExactly("refused");
  }

  @Test
  void cleanupMayWait() {
    VirtualLoop.run(
        () -> {
          Task<?> task =
              spawn(
                  () -> {
                    try {
                      sleep(ms(1_000));
                    } finally {
                      sleep(ms(20));
                      trail.add("cleaned up at " + now());
                    }
                  });
          sleep(ms(10));
          task.cancel("stop");
          assertCancelled(task, "stop");
        });
    assertThat(trail).containsExactly("cleaned up at 30");
  }

  @Test
  void aSecondRequestReachesTheCleanup() {
    VirtualLoop.run(
        () -> {
          Task<?> task =
              spawn(
                  () -> {
                    try {
                      sleep(ms(1_000));
                    } finally {
                      sleep(ms(1_000));
                      trail.add("not reached");
                    }
                  });
          sleep(ms(10));
          task.cancel("first");
          sleep(ms(10));
          task.cancel("second");

          assertCancelled(task, "second");
          assertThat(task.cancelling()).isEqualTo(2);
          assertThat(now()).isEqualTo(20);
        });
    assertThat(trail).isEmpty();
  }

  @Test
  void aFailureInCleanupTakesItsPlace() {
    IOException disk = new IOException("disk");
    VirtualLoop.run(
        () -> {
          Task<String> task =
              spawn(
                  () -> {
                    try {
                      return pending().await().toString();
                    } catch (CancelledError cancelled) {
                      throw disk;
                    }
                  });
          yieldNow();
          task.cancel();

          assertThatThrownBy(task::await).isSameAs(disk);
          assertThat(task.isCancelled()).isFalse();
        });
  }

  @Test
  void anErrorOfTheBodysOwnCountsToo() {
    VirtualLoop.run(
        () -> {
          Task<String> task =
              spawn(
                  () -> {
                    throw new CancelledError("given up");
                  });
          assertCancelled(task, "given up");
          assertThat(task.cancelling()).isZero();
        });
  }

  @Test
  void requestsAreCountedAndTakenBack() {
    VirtualLoop.run(
        () -> {
          Task<?> task = spawn(() -> pending().await());
          assertThat(task.uncancel()).isZero();
          task.cancel();
          task.cancel();
          assertThat(task.cancelling()).isEqualTo(2);

          assertThat(task.uncancel()).isOne();
          assertThat(task.uncancel()).isZero();
          assertThat(task.uncancel()).isZero();
          assertThat(task.cancelling()).isZero();
          task.cancel();
        });
  }

  @Test
  void takingTheLastRequestBackDropsWhatWasNotRaised() {
    VirtualLoop.run(
        () -> {
          Task<?> self = currentTask();
          self.cancel("never mind");
          assertThat(self.uncancel()).isZero();

          yieldNow();
          trail.add("goes on");
        });
    assertThat(trail).containsExactly("goes on");
  }

  @Test
  void anEndedTaskCannotBeCancelled() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> task = spawn(() -> "result");
          task.await();

          assertThat(task.cancel()).isFalse();
          assertThat(task.cancelling()).isZero();
          assertThat(task.result()).isEqualTo("result");
        });
  }

  /// A thread cannot be suspended while a static initializer is on its stack.
  private static final class WaitsInItsInitializer {
    static final Throwable REFUSAL = catchThrowable(() -> pending().await());
  }

  @Test
  void isNotLostWhereTheTaskMayNotWait() {
    VirtualLoop.run(
        () -> {
          Task<?> task =
              spawn(
                  () -> {
                    currentTask().cancel("still there");
                    assertThat(WaitsInItsInitializer.REFUSAL)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("WaitsInItsInitializer");
                    trail.add("refused");
                    yieldNow();
                    trail.add("not reached");
                  });
          assertCancelled(task, "still there");
        });
    assertThat(trail).containsExactly("refused");
  }
}
