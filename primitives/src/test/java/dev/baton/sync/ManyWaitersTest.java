package dev.baton.sync;

import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.settle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Action;
import dev.baton.Task;
import dev.baton.api.VirtualLoop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A search of the line for each of so many waiters would take minutes; no step here needs one.
class ManyWaitersTest {
  private static final int MANY = 100_000;
  private static final int QUITE_MANY = 20_000;

  private static List<Task<Void>> waiting(int count, Action<?> wait) {
    List<Task<Void>> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tasks.add(spawn(wait));
    }
    settle();
    return tasks;
  }

  private static void cancelInRandomOrder(List<Task<Void>> tasks) {
    List<Task<Void>> shuffled = new ArrayList<>(tasks);
    Collections.shuffle(shuffled, new Random(1));
    shuffled.forEach(Task::cancel);
    settle();
  }

  @Test
  void manyMayGiveUpInAnyOrder() {
    VirtualLoop.run(
        () -> {
          Event event = new Event();
          List<Task<Void>> tasks = waiting(MANY, event::await);
          assertThat(event).hasToString("Event [not set, 100000 waiting]");

          cancelInRandomOrder(tasks);

          assertThat(event).hasToString("Event [not set]");
          assertThat(tasks).allMatch(Task::isCancelled);
        });
  }

  @Test
  void manyMayBeWokenInOneStep() {
    VirtualLoop.run(
        () -> {
          Semaphore semaphore = new Semaphore(0);
          List<Task<Void>> tasks = waiting(QUITE_MANY, () -> semaphore.acquire().toString());

          for (int i = 0; i < QUITE_MANY; i++) {
            semaphore.release();
          }
          settle();

          assertThat(tasks).allMatch(Task::isDone);
          assertThat(semaphore).hasToString("Semaphore [0 free]");
        });
  }

  @Test
  void aLockIsHandedOverAfterManyGaveUp() {
    VirtualLoop.run(
        () -> {
          Lock lock = new Lock();
          lock.acquire();
          List<Task<Void>> tasks = waiting(QUITE_MANY / 4, () -> lock.acquire().close());
          Task<Void> last = spawn(() -> lock.acquire().close());
          yieldNow();

          cancelInRandomOrder(tasks);
          assertThat(lock).hasToString("Lock [locked, 1 waiting]");
          lock.release();
          settle();

          assertThat(last.isDone()).isTrue();
          assertThat(last.isCancelled()).isFalse();
          assertThat(lock).hasToString("Lock [free]");
        });
  }

  @Test
  void manyConsumersMayGiveUpAndNoItemIsLost() {
    VirtualLoop.run(
        () -> {
          Queue<String> queue = new Queue<>();
          List<Task<Void>> tasks = waiting(QUITE_MANY / 4, () -> queue.get().length());
          cancelInRandomOrder(tasks);
          queue.put("item");
          assertThat(queue.get()).isEqualTo("item");
        });
  }
}
