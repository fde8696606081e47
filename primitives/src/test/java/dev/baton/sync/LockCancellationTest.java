package dev.baton.sync;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.timeout;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static dev.baton.api.VirtualLoop.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.CancelledError;
import dev.baton.Task;
import dev.baton.TimeoutException;
import dev.baton.api.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A lock whose waiters are cancelled at awkward moments.
class LockCancellationTest {
  private final Lock lock = new Lock();
  private final List<String> trail = new ArrayList<>();

  private Task<Void> contender(String name) {
    return spawn(
        name,
        () -> {
          try (var _ = lock.acquire()) {
            trail.add(name + " has it");
            yieldNow();
          } catch (CancelledError cancelled) {
            trail.add(name + " gives up");
            throw cancelled;
          }
        });
  }

  @Test
  void whoGivesUpLeavesTheLine() {
    VirtualLoop.run(
        () -> {
          lock.acquire();
          contender("a");
          Task<Void> b = contender("b");
          contender("c");
          settle();

          b.cancel();
          settle();
          assertThat(lock).hasToString("Lock [locked, 2 waiting]");
          lock.release();
          settle();
          assertThat(lock).hasToString("Lock [free]");
        });
    assertThat(trail).containsExactly("b gives up", "a has it", "c has it");
  }

  @Test
  void whoWasWokenAndGivesUpPassesItOn() {
    VirtualLoop.run(
        () -> {
          lock.acquire();
          Task<Void> a = contender("a");
          contender("b");
          settle();

          lock.release();
          a.cancel(); // it was woken and has not run
          settle();
          assertThat(lock.locked()).isFalse();
        });
    assertThat(trail).containsExactly("a gives up", "b has it");
  }

  @Test
  void whoGaveUpBeforeTheReleaseAndHasNotRunPassesItOn() {
    VirtualLoop.run(
        () -> {
          lock.acquire();
          Task<Void> a = contender("a");
          contender("b");
          settle();

          a.cancel();
          lock.release();
          settle();
          assertThat(lock.locked()).isFalse();
        });
    assertThat(trail).containsExactly("a gives up", "b has it");
  }

  @Test
  void aNewcomerDoesNotGetInBetween() {
    VirtualLoop.run(
        () -> {
          lock.acquire();
          Task<Void> a = contender("a");
          contender("b");
          settle();

          lock.release();
          a.cancel();
          contender("newcomer");
          settle();
        });
    assertThat(trail).containsExactly("a gives up", "b has it", "newcomer has it");
  }

  @Test
  void whenAllGiveUpTheLockIsFree() {
    VirtualLoop.run(
        () -> {
          lock.acquire();
          List<Task<Void>> all = List.of(contender("a"), contender("b"), contender("c"));
          settle();

          lock.release();
          all.forEach(Task::cancel);
          settle();
          assertThat(lock).hasToString("Lock [free]");
          contender("d");
          settle();
        });
    assertThat(trail).containsExactly("a gives up", "b gives up", "c gives up", "d has it");
  }

  @Test
  void aHolderThatIsCancelledReleasesIt() {
    VirtualLoop.run(
        () -> {
          Task<Void> holder =
              spawn(
                  () -> {
                    try (var _ = lock.acquire()) {
                      sleep(ms(1_000));
                    }
                  });
          settle();
          contender("next");
          settle();
          holder.cancel();
          settle();
        });
    assertThat(trail).containsExactly("next has it");
  }

  @Test
  void aTimeoutWhileWaitingTakesNothing() {
    VirtualLoop.run(
        () -> {
          lock.acquire();
          assertThatThrownBy(() -> timeout(ms(10), () -> lock.acquire()))
              .isInstanceOf(TimeoutException.class);
          assertThat(now()).isEqualTo(10);
          lock.release();
          assertThat(lock).hasToString("Lock [free]");
        });
  }

  @Test
  void neverHasTwoHoldersWhoeverIsCancelledWhenever() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      Lock contended = new Lock();
      VirtualLoop.run(() -> contend(contended, random));
      assertThat(contended).as("seed %d", seed).hasToString("Lock [free]");
    }
  }

  private int holders;

  private void contend(Lock contended, Random random) {
    List<Task<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      tasks.add(spawn(() -> takeNowAndThen(contended, random)));
    }
    for (int i = 0; i < 40; i++) {
      tasks.get(random.nextInt(tasks.size())).cancel();
      sleep(ms(random.nextInt(2)));
    }
    sleep(ms(1_000));
    assertThat(tasks).allMatch(Task::isDone);
  }

  private void takeNowAndThen(Lock contended, Random random) {
    for (int i = 0; i < 5; i++) {
      try (var _ = contended.acquire()) {
        assertThat(++holders).isEqualTo(1);
        try {
          sleep(ms(random.nextInt(3)));
        } finally {
          holders--;
        }
      } catch (CancelledError goOn) {
        yieldNow();
      }
    }
  }
}
