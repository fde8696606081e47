package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// A task may wait deep inside a recursion, and one that recurses too deep fails alone.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class StackDepthTest {
  private final List<String> trail = new ArrayList<>();

  @Test
  void aTaskMayWaitThreeThousandFramesDeep() throws Exception {
    EventLoop.run(
        () -> {
          Task<Integer> deep = Async.spawn(() -> depth(3_000));
          Async.spawn(() -> trail.add("other task"));
          trail.add("depth " + deep.await());
        });

    assertThat(trail).containsExactly("waits", "other task", "goes on", "depth 3000");
  }

  private int depth(int frames) {
    if (frames == 0) {
      trail.add("waits");
      Async.sleep(Duration.ofMillis(1));
      trail.add("goes on");
      return 0;
    }
    return depth(frames - 1) + 1;
  }

  @Test
  void manyTasksMayWaitDeepInARecursionTogether() throws Exception {
    int sum =
        EventLoop.run(
            () -> {
              List<Task<Integer>> tasks = new ArrayList<>();
              for (int i = 0; i < 50; i++) {
                tasks.add(Async.spawn(() -> depth(1_000)));
              }
              return Async.gather(tasks).await().stream().mapToInt(Integer::intValue).sum();
            });

    assertThat(sum).isEqualTo(50_000);
    assertThat(trail.subList(0, 50)).containsOnly("waits");
  }

  @Test
  void aStackOverflowIsTheFailureOfItsTaskAndTheLoopLives() {
    EventLoop.builder()
        .blockedAfter(Duration.ofHours(1))
        .run(
            () -> {
              Task<Integer> endless = Async.spawn(() -> endless(0));
              trail.add(catchThrowable(endless::await).getClass().getSimpleName());
              Async.sleep(Duration.ofMillis(1));
              trail.add("the loop lives");
            });

    assertThat(trail).containsExactly("StackOverflowError", "the loop lives");
  }

  @SuppressWarnings("InfiniteRecursion")
  private static int endless(int depth) {
    return endless(depth + 1) + 1;
  }
}
