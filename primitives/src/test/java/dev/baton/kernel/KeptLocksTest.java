package dev.baton.kernel;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.DeadlockException;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.sync.Hold;
import dev.baton.sync.Lock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tasks that end and hold a lock.
class KeptLocksTest {
  @Test
  void aTaskThatEndsWithALock() throws Exception {
    Lock lock = new Lock("A");
    List<String> reports = Reports.of(() -> spawn("rude", () -> lock.acquire()).await());

    assertThat(reports)
        .containsExactly(
            "lock never released: task \"rude\" has ended and still holds Lock \"A\", taken at"
                + " KeptLocksTest.aTaskThatEndsWithALock(KeptLocksTest.java). Acquire it in the"
                + " head of a try (...), which gives it back");
  }

  /// Its own mistake is another one, which was said.
  @Test
  void aTaskThatADeadlockHasEndedIsNotBlamedForItsLocks() {
    List<String> reports = new ArrayList<>();
    assertThatThrownBy(
            () ->
                Reports.collect(
                    reports,
                    () -> {
                      Lock a = new Lock("A");
                      Lock b = new Lock("B");
                      TaskGroup.run(
                          group -> {
                            group.spawn(() -> takeBoth(a, b));
                            group.spawn(() -> takeBoth(b, a));
                          });
                    }))
        .isInstanceOf(DeadlockException.class);
    assertThat(reports).isEmpty();
  }

  @Test
  void aTaskOfARingIsNotBlamedForItsLocksEither() throws Exception {
    Lock a = new Lock("A");
    Lock b = new Lock("B");
    List<String> reports =
        Reports.of(
            () -> {
              spawn(() -> takeBoth(a, b));
              spawn(() -> takeBoth(b, a));
              Lock mine = new Lock("mine");
              spawn("rude", () -> mine.acquire());
              sleep(Duration.ofMillis(10));
              sleep(Duration.ofMillis(10));
            });
    assertThat(reports).hasSize(2);
    assertThat(reports)
        .satisfiesExactlyInAnyOrder(
            ring -> assertThat(ring).startsWith("deadlock: "),
            rude -> assertThat(rude).startsWith("lock never released: task \"rude\""));
  }

  /// And never gives them back.
  @Suspends
  private static void takeBoth(Lock first, Lock second) {
    first.acquire();
    yieldNow();
    second.acquire();
  }

  @Test
  void eachOfSeveralLocksIsNamed() throws Exception {
    List<Lock> locks = List.of(new Lock("A"), new Lock("B"), new Lock("C"));
    List<String> reports =
        Reports.of(
            () -> {
              locks.forEach(Lock::acquire);
              locks.get(1).release();
            });

    assertThat(reports).hasSize(2);
    assertThat(reports.getFirst()).contains("Lock \"A\"");
    assertThat(reports.getLast()).contains("Lock \"C\"");
  }

  @Test
  void aLockThatAnotherTaskReleasesInTimeIsFine() throws Exception {
    Lock lock = new Lock();
    List<String> reports =
        Reports.of(
            () -> {
              Hold held = lock.acquire();
              spawn(held::close).await();
              lock.acquire();
              lock.release();
            });

    assertThat(reports).isEmpty();
  }
}
