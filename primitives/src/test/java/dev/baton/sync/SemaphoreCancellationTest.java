package dev.baton.sync;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.settle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.CancelledError;
import dev.baton.Task;
import dev.baton.api.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A semaphore whose waiters are cancelled at awkward moments loses no permit and makes none.
class SemaphoreCancellationTest {
  private final List<String> trail = new ArrayList<>();

  private Task<Void> user(Semaphore semaphore, String name) {
    return spawn(
        name,
        () -> {
          try (var _ = semaphore.acquire()) {
            trail.add(name + " in");
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
          Semaphore none = new Semaphore(0);
          user(none, "a");
          Task<Void> b = user(none, "b");
          user(none, "c");
          settle();

          b.cancel();
          none.release();
          none.release();
          settle();
          assertThat(none).hasToString("Semaphore [2 free]");
        });
    assertThat(trail).containsExactly("b gives up", "a in", "c in");
  }

  @Test
  void whoWasWokenAndGivesUpPassesThePermitOn() {
    VirtualLoop.run(
        () -> {
          Semaphore none = new Semaphore(0);
          Task<Void> a = user(none, "a");
          user(none, "b");
          settle();

          none.release();
          a.cancel();
          settle();
          assertThat(none).hasToString("Semaphore [1 free]");
        });
    assertThat(trail).containsExactly("a gives up", "b in");
  }

  @Test
  void whenAllGiveUpNoPermitIsLost() {
    VirtualLoop.run(
        () -> {
          Semaphore none = new Semaphore(0);
          List<Task<Void>> all = List.of(user(none, "a"), user(none, "b"), user(none, "c"));
          settle();

          none.release();
          none.release();
          all.forEach(Task::cancel);
          settle();
          assertThat(none).hasToString("Semaphore [2 free]");
        });
    assertThat(trail).containsExactly("a gives up", "b gives up", "c gives up");
  }

  @Test
  void neverLetsTooManyInWhoeverIsCancelledWhenever() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      Semaphore three = new BoundedSemaphore(3);
      VirtualLoop.run(() -> contend(three, random));
      assertThat(three).as("seed %d", seed).hasToString("BoundedSemaphore [3 free]");
    }
  }

  private int inside;

  private void contend(Semaphore three, Random random) {
    List<Task<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      tasks.add(spawn(() -> enterNowAndThen(three, random)));
    }
    for (int i = 0; i < 40; i++) {
      tasks.get(random.nextInt(tasks.size())).cancel();
      sleep(ms(random.nextInt(2)));
    }
    sleep(ms(1_000));
    assertThat(tasks).allMatch(Task::isDone);
  }

  private void enterNowAndThen(Semaphore three, Random random) {
    for (int i = 0; i < 5; i++) {
      try (var _ = three.acquire()) {
        assertThat(++inside).isLessThanOrEqualTo(3);
        try {
          sleep(ms(random.nextInt(3)));
        } finally {
          inside--;
        }
      } catch (CancelledError goOn) {
        yieldNow();
      }
    }
  }
}
