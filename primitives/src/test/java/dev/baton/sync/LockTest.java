package dev.baton.sync;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static dev.baton.api.VirtualLoop.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.TaskGroup;
import dev.baton.api.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockTest {
  private final Lock lock = new Lock("A");
  private final List<String> trail = new ArrayList<>();

  private void hold(String name, long millis) {
    try (var _ = lock.acquire()) {
      trail.add(name + " has it at " + now());
      sleep(ms(millis));
    }
  }

  @Test
  void aFreeLockIsTakenWithoutGivingTheBatonAway() {
    VirtualLoop.run(
        () -> {
          spawn(() -> trail.add("other"));
          lock.acquire();
          trail.add("main has it");
          yieldNow();
        });
    assertThat(trail).containsExactly("main has it", "other");
  }

  @Test
  void tasksGetItOneByOneInTheOrderInWhichTheyAsked() {
    VirtualLoop.run(
        () ->
            TaskGroup.run(
                group -> {
                  for (String name : List.of("a", "b", "c", "d")) {
                    group.spawn(() -> hold(name, 10));
                  }
                }));
    assertThat(trail)
        .containsExactly("a has it at 0", "b has it at 10", "c has it at 20", "d has it at 30");
  }

  @Test
  void nobodyOvertakesWhoWaits() {
    VirtualLoop.run(
        () -> {
          lock.acquire();
          spawn(() -> hold("waiting", 10));
          yieldNow();

          lock.release(); // wakes it, but it has not run yet
          spawn(() -> hold("late", 10));
          hold("main", 10);
          hold("main again", 10);
        });
    assertThat(trail)
        .containsExactly(
            "waiting has it at 0",
            "main has it at 10",
            "late has it at 20",
            "main again has it at 30");
  }

  @Test
  void closingWhatAcquireGaveReleasesItAlsoAfterAnException() {
    VirtualLoop.run(
        () -> {
          assertThatThrownBy(
                  () -> {
                    try (var _ = lock.acquire()) {
                      throw new IllegalStateException("inside");
                    }
                  })
              .hasMessage("inside");
          assertThat(lock.locked()).isFalse();
          hold("main", 0);
        });
    assertThat(trail).containsExactly("main has it at 0");
  }

  @Test
  void canBeReleasedByHandAndByAnyTask() {
    VirtualLoop.run(
        () -> {
          lock.acquire();
          assertThat(lock.locked()).isTrue();
          spawn(lock::release);
          hold("main", 0);
          assertThat(lock.locked()).isFalse();
        });
    assertThat(trail).containsExactly("main has it at 0");
  }

  @Test
  void refusesToBeReleasedWhenItIsFree() {
    VirtualLoop.run(
        () -> {
          assertThatThrownBy(lock::release)
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("Lock \"A\" is not held; release() must follow acquire()");
          assertThatThrownBy(new Lock()::release)
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("Lock is not held; release() must follow acquire()");
        });
  }

  @Test
  void whatAcquireGaveIsClosedOnce() {
    VirtualLoop.run(
        () -> {
          Hold held = lock.acquire();
          held.close();
          assertThatThrownBy(held::close).isInstanceOf(IllegalStateException.class);
          assertThat(lock.locked()).isFalse();
        });
  }

  @Test
  void closingTwiceDoesNotFreeWhatAnotherTaskHolds() {
    VirtualLoop.run(
        () -> {
          Hold held = lock.acquire();
          held.close();
          spawn(() -> hold("other", 10));
          yieldNow();

          assertThatThrownBy(held::close).isInstanceOf(IllegalStateException.class);

          assertThat(lock.locked()).isTrue();
          hold("main", 0);
        });
    assertThat(trail).containsExactly("other has it at 0", "main has it at 10");
  }

  @Test
  void tellsItsState() {
    VirtualLoop.run(
        () -> {
          assertThat(lock).hasToString("Lock \"A\" [free]");
          lock.acquire();
          assertThat(lock).hasToString("Lock \"A\" [locked]");
          spawn(() -> hold("a", 0));
          spawn(() -> hold("b", 0));
          settle();
          assertThat(lock).hasToString("Lock \"A\" [locked, 2 waiting]");
          lock.release();
          assertThat(lock).hasToString("Lock \"A\" [free, 2 waiting]");
          settle();
          assertThat(lock).hasToString("Lock \"A\" [free]");
          assertThat(new Lock()).hasToString("Lock [free]");
        });
  }
}
