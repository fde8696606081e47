package dev.baton.api;

import static dev.baton.Async.currentTask;
import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.CancelledError;
import dev.baton.ExceptionGroup;
import dev.baton.Task;
import dev.baton.TaskGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Cancellations that come from outside a group, and those that a group makes.
class TaskGroupCancellationTest {
  private static final IOException DISK = new IOException("disk");

  private final List<String> trail = new ArrayList<>();

  private static ExceptionGroup failureOf(TaskGroup.GroupBody body) {
    return catchThrowableOfType(ExceptionGroup.class, () -> TaskGroup.run(body));
  }

  private static Void failAfter(long millis, Exception failure) throws Exception {
    sleep(ms(millis));
    throw failure;
  }

  private static void failInCleanup(Exception failure) throws Exception {
    try {
      sleep(ms(1_000));
    } catch (CancelledError cancelled) {
      throw failure;
    }
  }

  private void cleanUpFor(long millis, String name) {
    try {
      sleep(ms(1_000));
    } finally {
      sleep(ms(millis));
      trail.add(name + " cleaned up at " + now());
    }
  }

  @Test
  void aCancellationOfTheTaskAroundItReachesItsTasks() {
    VirtualLoop.run(
        () -> {
          Task<Void> parent =
              spawn(
                  () ->
                      TaskGroup.run(
                          group -> {
                            group.spawn(() -> cleanUpFor(10, "a"));
                            group.spawn(() -> cleanUpFor(20, "b"));
                          }));
          sleep(ms(5));
          parent.cancel("stop");

          assertThatThrownBy(parent::await).isInstanceOf(CancelledError.class).hasMessage("stop");
          trail.add("parent ended at " + now());
        });
    assertThat(trail)
        .containsExactly("a cleaned up at 15", "b cleaned up at 25", "parent ended at 25");
  }

  @Test
  void aCancellationInTheBodyReachesItsTasksToo() {
    VirtualLoop.run(
        () -> {
          Task<Void> parent =
              spawn(
                  () ->
                      TaskGroup.run(
                          group -> {
                            group.spawn(() -> cleanUpFor(10, "a"));
                            sleep(ms(1_000));
                          }));
          sleep(ms(5));
          parent.cancel("stop");

          assertThatThrownBy(parent::await).isInstanceOf(CancelledError.class).hasMessage("stop");
        });
    assertThat(trail).containsExactly("a cleaned up at 15");
  }

  @Test
  void aSecondCancellationDoesNotCutTheCleanupShort() {
    VirtualLoop.run(
        () -> {
          Task<Void> parent =
              spawn(() -> TaskGroup.run(group -> group.spawn(() -> cleanUpFor(20, "a"))));
          sleep(ms(5));
          parent.cancel("first");
          sleep(ms(5));
          parent.cancel("second");

          assertThatThrownBy(parent::await).isInstanceOf(CancelledError.class).hasMessage("first");
          assertThat(parent.cancelling()).isEqualTo(2);
        });
    assertThat(trail).containsExactly("a cleaned up at 25");
  }

  @Test
  void aCancellationFromOutsideIsKeptForTheNextWait() {
    VirtualLoop.run(
        () -> {
          Task<Void> parent =
              spawn(
                  () -> {
                    ExceptionGroup failure =
                        failureOf(group -> group.spawn(() -> failInCleanup(DISK)));
                    trail.add("failed with " + failure.exceptions());
                    yieldNow();
                    trail.add("not reached");
                  });
          sleep(ms(5));
          parent.cancel("stop");

          assertThatThrownBy(parent::await).isInstanceOf(CancelledError.class);
          assertThat(parent.cancelling()).isOne();
        });
    assertThat(trail).containsExactly("failed with [java.io.IOException: disk]");
  }

  @Test
  void aCancellationInTheTurnOfTheFailureIsNotLost() {
    VirtualLoop.run(
        () -> {
          Task<Void> parent =
              spawn(
                  () -> {
                    Task<?> self = currentTask();
                    ExceptionGroup failure =
                        failureOf(
                            group ->
                                group.spawn(
                                    () -> {
                                      sleep(ms(10));
                                      self.cancel("stop");
                                      throw DISK;
                                    }));
                    trail.add("failed with " + failure.exceptions());
                    sleep(ms(1));
                    trail.add("not reached");
                  });

          assertThatThrownBy(parent::await).isInstanceOf(CancelledError.class);
          assertThat(parent.cancelling()).isOne();
        });
    assertThat(trail).containsExactly("failed with [java.io.IOException: disk]");
  }

  @Test
  void aBodyThatSwallowsTheGroupsCancellationStillRaisesTheFailure() {
    VirtualLoop.run(
        () -> {
          ExceptionGroup failure =
              failureOf(
                  group -> {
                    group.spawn(() -> failAfter(10, DISK));
                    try {
                      sleep(ms(1_000));
                    } catch (CancelledError swallowed) {
                      sleep(ms(5));
                      trail.add("body goes on until " + now());
                    }
                  });
          assertThat(failure.exceptions()).containsExactly(DISK);
          assertThat(currentTask().cancelling()).isZero();
        });
    assertThat(trail).containsExactly("body goes on until 15");
  }

  @Test
  void aSiblingThatGoesOnIsAwaited() {
    VirtualLoop.run(
        () -> {
          ExceptionGroup failure =
              failureOf(
                  group -> {
                    group.spawn(
                        () -> {
                          try {
                            sleep(ms(1_000));
                          } catch (CancelledError refused) {
                            sleep(ms(50));
                            trail.add("stubborn ends at " + now());
                          }
                        });
                    group.spawn(() -> failAfter(10, DISK));
                  });
          trail.add("group ends at " + now());
          assertThat(failure.exceptions()).containsExactly(DISK);
        });
    assertThat(trail).containsExactly("stubborn ends at 60", "group ends at 60");
  }
}
