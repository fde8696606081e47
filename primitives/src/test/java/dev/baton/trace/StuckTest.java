package dev.baton.trace;

import static dev.baton.Async.currentTask;
import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.sync.Lock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class StuckTest {
  private final Lock a = new Lock("A");
  private final Lock b = new Lock("B");

  @Test
  void twoTasksThatWaitForEachOthersLocksAreARing() {
    Trace trace =
        Runs.of(
            () ->
                TaskGroup.run(
                    group -> {
                      group.spawn("one", () -> takeBoth(a, b));
                      group.spawn("two", () -> takeBoth(b, a));
                    }));

    assertThat(trace.stuck()).containsExactly(new Stuck(5, Set.of(1, 2, 3), List.of(2, 3)));
  }

  @Test
  void aRingIsMarkedWhileOthersGoOn() {
    Trace trace =
        Runs.of(
            () -> {
              var one = spawn("one", () -> takeBoth(a, b));
              spawn("two", () -> takeBoth(b, a));
              sleep(ofMillis(10));
              one.cancel();
            });

    assertThat(trace.stuck())
        .singleElement()
        .satisfies(
            stuck -> {
              assertThat(stuck.tasks()).containsExactlyInAnyOrder(2, 3);
              assertThat(stuck.ring()).containsExactlyInAnyOrder(2, 3);
            });
  }

  @Test
  void aTaskThatWaitsForItsOwnLockIsMarkedWhileOthersGoOn() {
    Trace trace =
        Runs.of(
            () -> {
              var twice = spawn("twice", () -> takeBoth(a, a));
              sleep(ofMillis(10));
              twice.cancel();
            });

    assertThat(trace.stuck()).containsExactly(new Stuck(3, Set.of(2), List.of(2)));
  }

  @Test
  void tasksThatAwaitEachOtherAreARing() {
    Trace trace =
        Runs.of(
            () -> {
              Task<?>[] tasks = new Task<?>[2];
              tasks[0] = spawn("one", () -> tasks[1].await());
              tasks[1] = spawn("two", () -> tasks[0].await());
              tasks[0].await();
            });

    assertThat(trace.stuck().getLast().ring()).containsExactlyInAnyOrder(2, 3);
  }

  @Test
  void aTaskThatWaitsForNobodyIsStuckWithoutARing() {
    Trace trace = Runs.of(() -> EventLoop.running().createFuture().await());

    assertThat(trace.stuck()).containsExactly(new Stuck(1, Set.of(1), List.of()));
  }

  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void thousandsOfTasksThatAwaitEachOtherAreStuckWithoutARing() {
    int last = 5_000;
    Trace trace = Runs.of(() -> awaitChain(last - 1));

    assertThat(trace.stuck())
        .singleElement()
        .satisfies(
            stuck -> {
              assertThat(stuck.tasks()).hasSize(last);
              assertThat(stuck.ring()).isEmpty();
            });
  }

  /// A chain of tasks, of which the last waits for what never comes.
  @Suspends
  private static void awaitChain(int left) throws Exception {
    if (left == 0) {
      EventLoop.running().createFuture().await();
    } else {
      spawn(() -> awaitChain(left - 1)).await();
    }
  }

  @Test
  void aGroupWaitsForThoseOfItsTasksThatLive() {
    Trace trace =
        Runs.of(
            () ->
                TaskGroup.run(
                    group -> {
                      Task<?> main = currentTask();
                      group.spawn("short", () -> {});
                      group.spawn("long", () -> main.await());
                    }));

    assertThat(trace.stuck().getLast().ring()).containsExactly(1, 3);
  }

  @Test
  void aRunThatEndsIsNotStuck() {
    assertThat(Runs.of(() -> sleep(ofMillis(1))).stuck()).isEmpty();
  }

  @Test
  void thePictureShowsTheRingAndTheLineAfterWhichNothingHappens() {
    Trace trace =
        Runs.of(
            () ->
                TaskGroup.run(
                    group -> {
                      group.spawn("one", () -> takeBoth(a, b));
                      group.spawn("two", () -> takeBoth(b, a));
                    }));
    List<Timeline> timelines = Layout.of(List.of(trace));
    String svg = new Picture("stuck", timelines, Notes.on(timelines), -1).draw();

    assertThat(svg)
        .contains("class=\"stop-name\"", "<title>one waits for two</title>")
        .contains("<title>two waits for one</title>", "seg wait lock stuck")
        .contains("! step 6: DEADLOCK: 3 tasks can never run again");
  }

  @Suspends
  private static void takeBoth(Lock first, Lock second) {
    try (var held = first.acquire()) {
      yieldNow();
      try (var both = second.acquire()) {
        yieldNow();
      }
    }
  }
}
