package dev.baton.api;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A group whose tasks end well, and how it is to be used.
class TaskGroupTest {
  private final List<String> trail = new ArrayList<>();

  @Test
  void returnsWhenTheBodyAndAllTasksHaveEnded() {
    VirtualLoop.run(
        () -> {
          TaskGroup.run(
              group -> {
                group.spawn(() -> workUntil(20, "a"));
                group.spawn(() -> workUntil(10, "b"));
                trail.add("body ends at " + now());
              });
          trail.add("group ends at " + now());
        });
    assertThat(trail)
        .containsExactly("body ends at 0", "b ends at 10", "a ends at 20", "group ends at 20");
  }

  private void workUntil(long millis, String name) {
    sleep(ms(millis));
    trail.add(name + " ends at " + now());
  }

  @Test
  void anEmptyGroupDoesNotGiveTheBatonAway() {
    VirtualLoop.run(
        () -> {
          spawn(() -> trail.add("other"));
          TaskGroup.run(_ -> {});
          trail.add("main");
          yieldNow();
        });
    assertThat(trail).containsExactly("main", "other");
  }

  @Test
  void itsTasksHaveNamesAndResults() {
    VirtualLoop.run(
        () ->
            TaskGroup.run(
                group -> {
                  Task<String> page = group.spawn("fetch", () -> "page");
                  Task<Void> log = group.spawn("log", () -> trail.add(page.await()) ? null : null);
                  log.await();
                  assertThat(page).hasToString("task \"fetch\"");
                  assertThat(page.result()).isEqualTo("page");
                }));
    assertThat(trail).containsExactly("page");
  }

  @Test
  void itsTasksMaySpawnMoreWhileItWaits() {
    VirtualLoop.run(
        () ->
            TaskGroup.run(
                group ->
                    group.spawn(
                        () -> {
                          sleep(ms(10));
                          group.spawn(
                              () -> {
                                sleep(ms(10));
                                group.spawn(() -> workUntil(10, "grandchild"));
                              });
                        })));
    assertThat(trail).containsExactly("grandchild ends at 30");
  }

  @Test
  void aTaskThatIsCancelledAloneIsNoFailure() {
    VirtualLoop.run(
        () ->
            TaskGroup.run(
                group -> {
                  Task<Void> one = group.spawn(() -> workUntil(1_000, "one"));
                  group.spawn(() -> workUntil(10, "other"));
                  yieldNow();
                  one.cancel();
                }));
    assertThat(trail).containsExactly("other ends at 10");
  }

  @Test
  void refusesATaskWhenItHasEnded() {
    VirtualLoop.run(
        () -> {
          List<TaskGroup> escaped = new ArrayList<>();
          TaskGroup.run(escaped::add);
          assertThatThrownBy(() -> escaped.getFirst().spawn(() -> {}))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("TaskGroup has ended; start the task in a group that is open");
        });
  }

  @Test
  void refusesATaskWhileItIsBeingCancelled() {
    VirtualLoop.run(
        () ->
            assertThatThrownBy(
                    () ->
                        TaskGroup.run(
                            group -> {
                              group.spawn(() -> spawnInCleanup(group));
                              yieldNow();
                              throw new IllegalArgumentException("body");
                            }))
                .hasMessageContaining("body"));
    assertThat(trail).containsExactly("TaskGroup is shutting down; no new task can join it");
  }

  private void spawnInCleanup(TaskGroup group) {
    try {
      sleep(ms(1_000));
    } finally {
      try {
        group.spawn(() -> trail.add("not started"));
      } catch (IllegalStateException refused) {
        trail.add(refused.getMessage());
      }
    }
  }

  @Test
  void tellsItsState() {
    VirtualLoop.run(
        () -> {
          List<TaskGroup> escaped = new ArrayList<>();
          try {
            TaskGroup.run(
                group -> {
                  escaped.add(group);
                  trail.add(group.toString());
                  group.spawn(
                      () -> {
                        try {
                          sleep(ms(1_000));
                        } finally {
                          trail.add(group.toString());
                        }
                      });
                  yieldNow();
                  trail.add(group.toString());
                  throw new IllegalStateException("stop");
                });
          } catch (RuntimeException stopped) {
            trail.add(escaped.getFirst().toString());
          }
        });
    assertThat(trail)
        .containsExactly(
            "TaskGroup [0 tasks]",
            "TaskGroup [1 task]",
            "TaskGroup [1 task, cancelling]",
            "TaskGroup [0 tasks, cancelling]");
  }

  @Test
  void isForTasks() {
    VirtualLoop.run(
        () -> {
          EventLoop.running()
              .callSoon(
                  () ->
                      assertThatThrownBy(() -> TaskGroup.run(_ -> {}))
                          .isInstanceOf(IllegalStateException.class)
                          .hasMessage(
                              "TaskGroup.run() must be called from a task; start one with"
                                  + " EventLoop.run(...)"));
          yieldNow();
        });
  }

  @Test
  void nestedGroupsEndFromTheInside() {
    VirtualLoop.run(
        () ->
            TaskGroup.run(
                outer -> {
                  outer.spawn(() -> workUntil(30, "outer"));
                  TaskGroup.run(inner -> inner.spawn(() -> workUntil(10, "inner")));
                  trail.add("inner group ended at " + now());
                }));
    assertThat(trail)
        .containsExactly("inner ends at 10", "inner group ended at 10", "outer ends at 30");
  }
}
