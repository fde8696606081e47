package dev.baton.sync;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static dev.baton.api.VirtualLoop.settle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.CancelledError;
import dev.baton.Task;
import dev.baton.api.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A condition whose waiters are cancelled at awkward moments: they always get the lock back before
/// they get the error, and no signal is lost.
class ConditionCancellationTest {
  private final Condition changed = new Condition();
  private final List<String> trail = new ArrayList<>();

  private Task<Void> waiter(String name) {
    return spawn(
        name,
        () -> {
          try (var _ = changed.acquire()) {
            try {
              changed.await();
              trail.add(name + " signalled");
            } catch (CancelledError cancelled) {
              trail.add(
                  "%s %s at %d, locked: %b"
                      .formatted(name, cancelled.getMessage(), now(), changed.locked()));
              throw cancelled;
            }
          }
        });
  }

  @Test
  void whoIsCancelledWhileWaitingTakesTheLockAgain() {
    VirtualLoop.run(
        () -> {
          Task<Void> a = waiter("a");
          settle();
          try (var _ = changed.acquire()) {
            a.cancel("stopped");
            sleep(ms(10));
            assertThat(a.isDone()).as("it needs the lock to end").isFalse();
          }
          settle();
          assertThat(a.isCancelled()).isTrue();
          assertThat(changed).hasToString("Condition [free]");
        });
    assertThat(trail).containsExactly("a stopped at 11, locked: true");
  }

  @Test
  void whoIsCancelledWhileTakingTheLockAgainStillGetsIt() {
    VirtualLoop.run(
        () -> {
          Task<Void> a = waiter("a");
          settle();
          try (var _ = changed.acquire()) {
            changed.signal();
            settle(); // now it waits for the lock
            a.cancel("first");
            settle();
            a.cancel("second");
            settle();
            assertThat(a.isDone()).isFalse();
          }
          settle();
          assertThat(a.isCancelled()).isTrue();
          assertThat(changed).hasToString("Condition [free]");
        });
    assertThat(trail).containsExactly("a second at 4, locked: true");
  }

  @Test
  void aSignalForOneThatIsCancelledGoesToTheNext() {
    VirtualLoop.run(
        () -> {
          Task<Void> a = waiter("a");
          waiter("b");
          waiter("c");
          settle();
          try (var _ = changed.acquire()) {
            changed.signal();
            a.cancel("stopped");
          }
          settle();
          assertThat(changed).hasToString("Condition [free, 1 waiting]");
          assertThat(trail).containsExactly("a stopped at 1, locked: true", "b signalled");
        });
  }

  @Test
  void aSignalAfterTheCancellationIsForTheNext() {
    VirtualLoop.run(
        () -> {
          Task<Void> a = waiter("a");
          waiter("b");
          settle();
          try (var _ = changed.acquire()) {
            a.cancel("stopped");
            changed.signal();
          }
          settle();
        });
    assertThat(trail).contains("a stopped at 1, locked: true", "b signalled");
  }

  @Test
  void neverLosesASignalWhoeverIsCancelledWhenever() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      VirtualLoop.run(() -> produceAndConsume(random));
    }
  }

  /// Items that are there, and tasks that want one: with a signal for each item, no task may wait
  /// while an item is left.
  private void produceAndConsume(Random random) {
    Condition available = new Condition();
    int[] items = {0};
    List<Task<Void>> consumers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      consumers.add(spawn(() -> consume(available, items)));
    }
    for (int i = 0; i < 15; i++) {
      consumers.get(random.nextInt(consumers.size())).cancel();
      if (random.nextBoolean()) {
        sleep(ms(random.nextInt(2)));
      }
      try (var _ = available.acquire()) {
        items[0]++;
        available.signal();
        if (random.nextInt(3) == 0) {
          consumers.get(random.nextInt(consumers.size())).cancel();
        }
      }
    }
    sleep(ms(100));
    boolean someWait = consumers.stream().anyMatch(task -> !task.isDone());
    assertThat(someWait && items[0] > 0)
        .as("a task waits and %d items are left", items[0])
        .isFalse();
    assertThat(available.locked()).isFalse();
  }

  private static void consume(Condition available, int[] items) {
    try (var _ = available.acquire()) {
      available.waitFor(() -> items[0] > 0);
      items[0]--;
      yieldNow();
    }
  }
}
