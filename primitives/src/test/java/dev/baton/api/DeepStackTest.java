package dev.baton.api;

import static dev.baton.Async.currentTask;
import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Task;
import org.junit.jupiter.api.Test;

/// The JDK puts the stack of a suspended thread aside, and fails with a [StackOverflowError] when
/// it is some thousand frames deep. How deep is not ours to say; that the task goes on properly is.
class DeepStackTest {
  private static final int DEEPEST = 16_000;
  private static final int STEP = 500;

  private boolean otherMayRun;

  private static void yieldAt(int depth) {
    if (depth == 0) {
      yieldNow();
    } else {
      yieldAt(depth - 1);
    }
  }

  private static void sleepAt(int depth) {
    if (depth == 0) {
      sleep(ms(1));
    } else {
      sleepAt(depth - 1);
    }
  }

  @Test
  void aTaskGoesOnProperlyHoweverDeepItTriedToWait() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<Void> other = spawn(this::watch);
          for (int depth = STEP; depth <= DEEPEST; depth += STEP) {
            waitAt(depth);
            long before = now();
            sleep(ms(10));
            assertThat(now()).as("after a wait %d frames deep", depth).isEqualTo(before + 10);
          }
          other.cancel();
        });
  }

  private void waitAt(int depth) {
    otherMayRun = true;
    try {
      yieldAt(depth);
      sleepAt(depth);
    } catch (StackOverflowError tooDeep) {
      assertThat(currentTask().name()).isEqualTo("main");
    }
    otherMayRun = false;
    assertThat(currentTask().name()).isEqualTo("main");
    otherMayRun = true;
  }

  /// Runs whenever main waits, and never beside it.
  private void watch() {
    while (true) {
      assertThat(otherMayRun).isTrue();
      sleep(ms(1));
    }
  }
}
