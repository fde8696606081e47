package dev.baton.testing;

import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.DeadlockException;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.sync.Lock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExplorerTest {
  @Test
  void thereAre20WaysToRunTwoDepositsAnd12AreWrong() {
    Exploration found = Explorer.exhaustive(1_000).explore(() -> Account.fill(2));
    assertThat(found).hasToString("12 of 20 schedules failed");
  }

  @Test
  void thereAre1680WaysToRunThreeDepositsAnd1512AreWrong() {
    Exploration found = Explorer.exhaustive(10_000).explore(() -> Account.fill(3));
    assertThat(found).hasToString("1512 of 1680 schedules failed");
  }

  @Test
  void tryingAllHasABound() {
    Exploration found = Explorer.exhaustive(7).explore(() -> Account.fill(3));
    assertThat(found.schedules()).isEqualTo(7);
  }

  @Test
  void everyOrderIsTriedOnce() {
    Set<String> orders = new HashSet<>();
    List<String> runs = new ArrayList<>();
    Explorer.exhaustive(1_000).explore(() -> runs.add(order("abcd")));

    orders.addAll(runs);
    assertThat(orders).as("orders of four").hasSize(24);
    assertThat(runs).as("each of them is run twice, to compare").hasSize(48);
  }

  /// In which order four tasks start.
  @Suspends
  private static String order(String names) {
    StringBuilder order = new StringBuilder();
    TaskGroup.run(
        group -> names.chars().forEach(name -> group.spawn(() -> order.append((char) name))));
    return order.toString();
  }

  @Test
  void aboutAThirdOfRandomOrdersLosesADeposit() {
    Exploration found = Explorer.random(1, 1_000).explore(() -> Account.fill(2));
    assertThat(found.schedules()).isEqualTo(1_000);
    assertThat(found.failures()).isBetween(330, 420);
  }

  @Test
  void aSeedAlwaysMeansTheSame() {
    Exploration one = Explorer.random(100, 200).explore(() -> Account.fill(3));
    Exploration two = Explorer.random(100, 200).explore(() -> Account.fill(3));
    Exploration other = Explorer.random(300, 200).explore(() -> Account.fill(3));

    assertThat(one.firstFailing()).startsWith("seed:1").isEqualTo(two.firstFailing());
    assertThat(one.failures()).isEqualTo(two.failures()).isNotEqualTo(other.failures());
  }

  @Test
  void whatFailedFailsAgainUnderItsName() {
    Exploration found = Explorer.random(1, 200).explore(() -> Account.fill(2));

    Exploration again = Explorer.replay(found.firstFailing()).explore(() -> Account.fill(2));
    assertThat(again).hasToString("1 of 1 schedules failed");
    assertThat(again.firstFailure()).hasMessage(found.firstFailure().getMessage());
    assertThat(Explorer.replay("order:00").explore(() -> order("ab")).failures()).isZero();
  }

  @Test
  void twoLocksInTwoOrdersDeadlock() {
    Exploration found = Explorer.exhaustive(1_000).explore(ExplorerTest::twoLocks);
    assertThat(found).hasToString("4 of 6 schedules failed");
    assertThat(found.firstFailure())
        .isInstanceOf(DeadlockException.class)
        .hasMessageContaining("Lock \"A\"")
        .hasMessageContaining("Lock \"B\"");
  }

  @Suspends
  private static void twoLocks() {
    Lock a = new Lock("A");
    Lock b = new Lock("B");
    TaskGroup.run(
        group -> {
          group.spawn(() -> takeBoth(a, b));
          group.spawn(() -> takeBoth(b, a));
        });
  }

  @Suspends
  private static void takeBoth(Lock first, Lock second) {
    try (var one = first.acquire()) {
      yieldNow();
      try (var two = second.acquire()) {
        assertThat(second.locked()).isTrue();
      }
    }
  }

  @Test
  void whatGoesWellInTheUsualOrderMayFailInAnother() {
    assertThat(Explorer.fifo().explore(ExplorerTest::latecomer))
        .hasToString("0 of 1 schedules failed");
    assertThat(Explorer.random(1, 50).explore(ExplorerTest::latecomer).failures()).isPositive();
  }

  /// Relies on a task that needs two turns to be done after three.
  @Suspends
  private static void latecomer() {
    Task<Void> task =
        spawn(
            () -> {
              yieldNow();
              yieldNow();
            });
    yieldNow();
    yieldNow();
    yieldNow();
    assertThat(task.isDone()).isTrue();
  }

  @Test
  void whatATaskFailsWithAndNobodySeesIsAFailure() {
    Exploration found =
        Explorer.fifo()
            .explore(
                () -> {
                  spawn(
                      () -> {
                        throw new IllegalStateException("unseen");
                      });
                  yieldNow();
                });
    assertThat(found.firstFailure()).hasMessage("unseen");
  }

  @Test
  void aCancellationThatNobodyAskedForIsAFailure() {
    Exploration found =
        Explorer.fifo()
            .explore(
                () -> {
                  Async.currentTask().cancel("by itself");
                  yieldNow();
                });
    assertThat(found.firstFailure()).hasMessage("by itself");
  }

  @Test
  void timersFireInTheirOrderAndTakeNoTime() {
    Exploration found =
        Explorer.random(1, 20)
            .explore(
                () -> {
                  Async.sleep(Duration.ofDays(365));
                  assertThat(EventLoop.running().time()).isEqualTo(Duration.ofDays(365).toNanos());
                });
    assertThat(found.failures()).isZero();
  }

  @Test
  void aProgramThatNeverEndsIsStopped() {
    Exploration spinning = Explorer.fifo().exploreUntilFailure(ExplorerTest::spin);
    Exploration ticking = Explorer.fifo().exploreUntilFailure(ExplorerTest::tick);

    assertThat(spinning.firstFailure())
        .hasMessage(
            "the program did not end within 100000 steps of its tasks; give each loop of its"
                + " tasks an end");
    assertThat(ticking.firstFailure()).hasMessage(spinning.firstFailure().getMessage());
  }

  @Suspends
  private static void spin() {
    while (true) {
      yieldNow();
    }
  }

  /// Beside this, nobody would see that main waits for ever.
  @Suspends
  private static void tick() throws Exception {
    spawn(
        () -> {
          while (true) {
            Async.sleep(Duration.ofSeconds(1));
          }
        });
    EventLoop.running().createFuture().await();
  }

  @Test
  void atLeastOneScheduleIsNeeded() {
    assertThatThrownBy(() -> Explorer.random(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at least 1 schedule is needed, got 0");
    assertThatThrownBy(() -> Explorer.exhaustive(-3))
        .hasMessage("at least 1 schedule is needed, got -3");
  }

  @Test
  void aProgramThatPassesIsCounted() {
    assertThat(Explorer.random(1, 30).check(() -> order("abc")))
        .hasToString("0 of 30 schedules failed");
    assertThat(Explorer.exhaustive(30).check(() -> order("abc")).schedules()).isEqualTo(6);
  }
}
