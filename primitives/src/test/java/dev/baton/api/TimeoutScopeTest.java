package dev.baton.api;

import static dev.baton.Async.currentTask;
import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.timeout;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.CancelledError;
import dev.baton.DeadlockException;
import dev.baton.EventLoop;
import dev.baton.Timeout;
import dev.baton.TimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Scopes that are moved, disabled, nested and misused.
class TimeoutScopeTest {
  private final List<String> trail = new ArrayList<>();

  @Test
  void canBeMovedFromInside() {
    VirtualLoop.run(
        () -> {
          Timeout scope = Timeout.after(ms(10));
          assertThatThrownBy(
                  () ->
                      scope.run(
                          () -> {
                            sleep(ms(8));
                            scope.reschedule(ms(10));
                            sleep(ms(8));
                            trail.add("still inside at " + now());
                            sleep(ms(1_000));
                          }))
              .isInstanceOf(TimeoutException.class)
              .hasMessageStartingWith("timed out: a deadline set at ");
          assertThat(now()).isEqualTo(18);
        });
    assertThat(trail).containsExactly("still inside at 16");
  }

  @Test
  void canBeMovedToAMomentThatIsOver() {
    VirtualLoop.run(
        () -> {
          Timeout scope = Timeout.after(ms(1_000));
          sleep(ms(50));
          assertThatThrownBy(
                  () ->
                      scope.run(
                          () -> {
                            scope.rescheduleAt(0);
                            sleep(ms(1));
                          }))
              .isInstanceOf(TimeoutException.class);
          assertThat(now()).isEqualTo(50);
        });
  }

  @Test
  void canBeDisabledAndEnabledAgain() {
    VirtualLoop.run(
        () -> {
          Timeout scope = Timeout.after(ms(10));
          assertThatThrownBy(
                  () ->
                      scope.run(
                          () -> {
                            scope.disable();
                            sleep(ms(500));
                            trail.add("unlimited until " + now());
                            scope.reschedule(ms(10));
                            sleep(ms(500));
                          }))
              .isInstanceOf(TimeoutException.class);
          assertThat(now()).isEqualTo(510);
        });
    assertThat(trail).containsExactly("unlimited until 500");
  }

  @Test
  void canEndAtAMomentOfTheLoopsTime() {
    VirtualLoop.run(
        () -> {
          sleep(ms(10));
          Timeout scope = Timeout.at(ms(30).toNanos());
          assertThatThrownBy(() -> scope.run(() -> sleep(ms(1_000))))
              .isInstanceOf(TimeoutException.class)
              .hasMessageStartingWith("timed out: a deadline set at ");
          assertThat(now()).isEqualTo(30);
        });
  }

  @Test
  void tellsItsState() {
    VirtualLoop.run(
        () -> {
          Timeout scope = Timeout.after(ms(10));
          trail.add(scope + " " + scope.expired());
          try {
            scope.run(
                () -> {
                  trail.add(scope + " " + scope.expired());
                  try {
                    sleep(ms(1_000));
                  } finally {
                    trail.add(scope + " " + scope.expired());
                  }
                });
          } catch (TimeoutException late) {
            trail.add(scope + " " + scope.expired());
          }
          Timeout unused = Timeout.after(ms(10));
          unused.run(() -> {});
          trail.add(unused + " " + unused.expired());
        });
    assertThat(trail)
        .containsExactly(
            "Timeout [created] false",
            "Timeout [entered] false",
            "Timeout [expiring] true",
            "Timeout [expired] true",
            "Timeout [exited] false");
  }

  @Test
  void aScopeThatWasLeftLeavesNoTimerBehind() {
    assertThatThrownBy(
            () ->
                VirtualLoop.run(
                    () -> {
                      timeout(ms(1_000), () -> sleep(ms(10)));
                      timeout(Duration.ZERO, () -> {});
                      EventLoop.running().createFuture().await();
                    }))
        .as("no timer keeps the deadlock from being noticed")
        .isInstanceOf(DeadlockException.class)
        .hasMessageContaining("(loop time 10 ms)");
  }

  @Test
  void theInnerScopeEndsBeforeTheOuter() {
    VirtualLoop.run(
        () -> {
          timeout(
              ms(100),
              () -> {
                try {
                  timeout(ms(10), () -> sleep(ms(1_000)));
                } catch (TimeoutException inner) {
                  trail.add("inner at " + now());
                }
                sleep(ms(10));
                trail.add("outer's body goes on at " + now());
              });
        });
    assertThat(trail).containsExactly("inner at 10", "outer's body goes on at 20");
  }

  @Test
  void theOuterScopeIsNotTakenForTheInner() {
    VirtualLoop.run(
        () -> {
          try {
            timeout(
                ms(10),
                () -> {
                  try {
                    timeout(ms(100), () -> sleep(ms(1_000)));
                  } catch (TimeoutException inner) {
                    trail.add("inner");
                  }
                });
          } catch (TimeoutException outer) {
            trail.add("outer at " + now());
          }
          assertThat(currentTask().cancelling()).isZero();
        });
    assertThat(trail).containsExactly("outer at 10");
  }

  @Test
  void bothAtOnceIsTheOuterScopesTimeout() {
    VirtualLoop.run(
        () -> {
          try {
            timeout(
                ms(10),
                () -> {
                  try {
                    timeout(ms(10), () -> sleep(ms(1_000)));
                  } catch (TimeoutException inner) {
                    trail.add("inner");
                  }
                });
          } catch (TimeoutException outer) {
            trail.add("outer");
          }
          assertThat(currentTask().cancelling()).isZero();
          sleep(ms(1));
        });
    assertThat(trail).containsExactly("outer");
  }

  @Test
  void manyScopesNest() {
    VirtualLoop.run(
        () -> {
          assertThatThrownBy(() -> nest(200)).isInstanceOf(TimeoutException.class);
          assertThat(now()).isEqualTo(1);
          assertThat(currentTask().cancelling()).isZero();
        });
  }

  private static void nest(int depth) {
    if (depth == 0) {
      sleep(ms(1_000));
    } else {
      timeout(ms(depth), () -> nest(depth - 1));
    }
  }

  @Test
  void runsOnce() {
    VirtualLoop.run(
        () -> {
          Timeout scope = Timeout.after(ms(10));
          scope.run(() -> {});
          assertThatThrownBy(() -> scope.run(() -> {}))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("Timeout was entered already; make a new one for each run");
        });
  }

  @Test
  void isMovedOnlyInsideItsBody() {
    VirtualLoop.run(
        () -> {
          Timeout scope = Timeout.after(ms(10));
          for (Runnable move :
              List.<Runnable>of(
                  () -> scope.reschedule(ms(1)), () -> scope.rescheduleAt(1), scope::disable)) {
            assertThatThrownBy(move::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Timeout has not been entered; call this inside its body");
          }
          scope.run(() -> {});
          assertThatThrownBy(() -> scope.reschedule(ms(1)))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("Timeout is exited; it can be moved only inside its body");
          Timeout late = Timeout.after(ms(1));
          assertThatThrownBy(
                  () ->
                      late.run(
                          () -> {
                            try {
                              sleep(ms(10));
                            } catch (CancelledError tooLate) {
                              late.disable();
                            }
                          }))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("Timeout is expiring; it can be moved only inside its body");
        });
  }

  @Test
  void isForTasks() {
    VirtualLoop.run(
        () -> {
          EventLoop.running()
              .callSoon(
                  () ->
                      assertThatThrownBy(() -> timeout(Duration.ofSeconds(1), () -> {}))
                          .isInstanceOf(IllegalStateException.class)
                          .hasMessage(
                              "Timeout.run() must be called from a task; start one with"
                                  + " EventLoop.run(...)"));
          sleep(ms(1));
        });
  }

  @Test
  void cancelsTheTaskThatItsBodyAwaits() throws Exception {
    VirtualLoop.run(
        () -> {
          var inner = spawn(() -> sleep(ms(1_000)));
          assertThatThrownBy(() -> timeout(ms(10), () -> inner.await()))
              .isInstanceOf(TimeoutException.class);
          assertThat(inner.isCancelled()).isTrue();
        });
  }
}
