package dev.baton.kernel;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.timeout;
import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Action;
import dev.baton.EventLoop;
import dev.baton.LoopListener;
import dev.baton.Mistake;
import dev.baton.Task;
import dev.baton.TimeoutException;
import dev.baton.testing.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Time limits of tasks that compute: nothing can stop them, so it is said.
class PassedTimeLimitsTest {
  private static final Duration LIMIT = Duration.ofMillis(100);

  private final VirtualClock clock = new VirtualClock();
  private final List<String> reports = new ArrayList<>();

  private void run(Action<Exception> main) throws Exception {
    LoopListener listener =
        new LoopListener() {
          @Override
          public void noted(Task<?> task, Note what, Object subject) {
            if (what == Note.REPORTED) {
              reports.add(Reports.withoutLines((String) subject));
            }
          }
        };
    try (var _ = new LogCapture("", () -> {})) {
      EventLoop.builder().clock(clock).listener(listener).run(main);
    }
  }

  /// As a long computation does: the task runs, and time passes.
  private void compute(long millis) {
    clock.skipTo(clock.nanoTime() + millis * 1_000_000);
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void aTimeThatPassesWhileTheTaskComputesIsNamedWhenItsScopeEnds() throws Exception {
    run(() -> spawn("busy", () -> timeout(LIMIT, () -> compute(300))).await());

    assertThat(reports)
        .containsExactly(
            "time limit passed: a limit of 100 ms set at"
                + " PassedTimeLimitsTest.aTimeThatPassesWhileTheTaskComputesIsNamedWhenItsScopeEnds(PassedTimeLimitsTest.java)"
                + " passed while task \"busy\" computed, and ended 200 ms late without a"
                + " TimeoutException. Only a task that waits can be stopped: call yieldNow() now"
                + " and then, or compute in Blocking.call(...)");
  }

  @Test
  void alsoAfterTheTaskHasWaitedInItsScope() throws Exception {
    run(
        () -> {
          Task<Void> ticking =
              spawn(
                  () -> {
                    while (true) {
                      sleep(ms(1));
                    }
                  });
          timeout(
              LIMIT,
              () -> {
                sleep(ms(10));
                yieldNow();
                compute(150);
              });
          ticking.cancel();
        });
    assertThat(reports).hasSize(1);
    assertThat(reports.getFirst()).contains("ended 60 ms late");
  }

  @Test
  void alsoWhenTheScopeEndsWithAFailure() {
    assertThatThrownBy(
            () ->
                run(
                    () ->
                        timeout(
                            LIMIT,
                            () -> {
                              compute(101);
                              throw new IOException("disk");
                            })))
        .hasMessage("disk");
    assertThat(reports).hasSize(1);
  }

  @Test
  void eachOfSeveralScopesIsNamedThatHasPassed() throws Exception {
    run(
        () ->
            timeout(
                ms(100),
                () -> {
                  compute(150);
                  timeout(ms(100), () -> compute(50));
                  timeout(ms(10), () -> compute(50));
                }));
    assertThat(reports).hasSize(2);
    assertThat(reports.getFirst()).contains("a limit of 10 ms").contains("40 ms late");
    assertThat(reports.getLast()).contains("a limit of 100 ms").contains("150 ms late");
  }

  @Test
  void aScopeThatEndsInTimeIsNot() throws Exception {
    run(() -> timeout(LIMIT, () -> compute(99)));
    run(() -> timeout(LIMIT, () -> compute(100)));
    assertThat(reports).isEmpty();
  }

  @Test
  void aScopeThatTimesOutIsNot() throws Exception {
    run(
        () ->
            assertThatThrownBy(
                    () ->
                        timeout(
                            LIMIT,
                            () -> {
                              compute(200);
                              sleep(ms(1));
                            }))
                .isInstanceOf(TimeoutException.class));
    assertThat(reports).isEmpty();
  }

  /// It had no time from the beginning.
  @Test
  void aScopeOfNoTimeIsNot() throws Exception {
    run(
        () -> {
          compute(1);
          timeout(Duration.ZERO, () -> compute(200));
        });
    assertThat(reports).isEmpty();
  }

  /// Another one had the loop: whoever waits was only late to hear of it.
  @Test
  void aTaskThatWasLateToRunIsNotBlamed() throws Exception {
    run(
        () -> {
          spawn(
              () -> {
                yieldNow();
                compute(200);
              });
          timeout(LIMIT, () -> yieldNow());
          timeout(LIMIT, () -> yieldNow());
        });
    assertThat(reports).isEmpty();
  }

  @Test
  void itsHeadingIsThatOfItsKind() throws Exception {
    run(() -> timeout(LIMIT, () -> compute(300)));
    assertThat(reports.getFirst()).startsWith(Mistake.TIME_LIMIT_PASSED.heading() + ": ");
  }
}
