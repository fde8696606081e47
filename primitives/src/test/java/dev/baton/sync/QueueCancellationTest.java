package dev.baton.sync;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.timeout;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Task;
import dev.baton.TimeoutException;
import dev.baton.api.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A queue whose users are cancelled at awkward moments loses no item.
class QueueCancellationTest {
  private final List<String> trail = new ArrayList<>();

  private Task<Void> getter(Queue<String> queue, String name) {
    return spawn(
        name,
        () -> {
          String item = queue.get();
          trail.add(name + " gets " + item);
        });
  }

  private Task<Void> putter(Queue<String> queue, String item) {
    return spawn(
        () -> {
          queue.put(item);
          trail.add(item + " is in");
        });
  }

  @Test
  void aConsumerThatGivesUpLeavesTheLine() {
    VirtualLoop.run(
        () -> {
          Queue<String> queue = new Queue<>();
          Task<Void> a = getter(queue, "a");
          getter(queue, "b");
          settle();
          a.cancel();
          queue.put("item");
          settle();
          assertThat(a.isCancelled()).isTrue();
          assertThat(queue).hasToString("Queue [0 items]");
        });
    assertThat(trail).containsExactly("b gets item");
  }

  @Test
  void aConsumerThatWasWokenAndGivesUpPassesTheItemOn() {
    VirtualLoop.run(
        () -> {
          Queue<String> queue = new Queue<>();
          Task<Void> a = getter(queue, "a");
          getter(queue, "b");
          settle();
          queue.put("item");
          a.cancel();
          settle();
          assertThat(a.isCancelled()).isTrue();
        });
    assertThat(trail).containsExactly("b gets item");
  }

  @Test
  void anItemThatNobodyCanTakeStays() {
    VirtualLoop.run(
        () -> {
          Queue<String> queue = new Queue<>();
          Task<Void> a = getter(queue, "a");
          settle();
          queue.put("item");
          a.cancel();
          settle();
          assertThat(queue.getNowait()).isEqualTo("item");
        });
    assertThat(trail).isEmpty();
  }

  @Test
  void whoGivesUpWithoutHavingBeenWokenCostsNobodyItsPlace() {
    VirtualLoop.run(
        () -> {
          Queue<String> queue = new Queue<>();
          getter(queue, "a");
          Task<Void> b = getter(queue, "b");
          getter(queue, "c");
          getter(queue, "d");
          getter(queue, "e");
          settle();
          b.cancel();
          queue.put("1");
          queue.put("2");
          settle();
          queue.put("3");
          queue.put("4");
          settle();
        });
    assertThat(trail).containsExactly("a gets 1", "c gets 2", "d gets 3", "e gets 4");
  }

  @Test
  void whoGivesUpWhenItsItemIsGoneCostsNobodyItsPlace() {
    VirtualLoop.run(
        () -> {
          Queue<String> queue = new Queue<>();
          Task<Void> a = getter(queue, "a");
          getter(queue, "b");
          getter(queue, "c");
          settle();
          queue.put("1");
          trail.add("main gets " + queue.getNowait());
          a.cancel();
          settle();
          queue.put("2");
          queue.put("3");
          settle();
        });
    assertThat(trail).containsExactly("main gets 1", "b gets 2", "c gets 3");
  }

  @Test
  void aProducerThatGivesUpPutsNothing() {
    VirtualLoop.run(
        () -> {
          Queue<String> queue = new Queue<>(1);
          queue.put("full");
          Task<Void> a = putter(queue, "a");
          putter(queue, "b");
          settle();
          a.cancel();
          settle();
          assertThat(queue.get()).isEqualTo("full");
          settle();
          assertThat(queue.get()).isEqualTo("b");
          assertThat(queue).hasToString("Queue [0 of 1 items]");
        });
    assertThat(trail).containsExactly("b is in");
  }

  @Test
  void aProducerThatWasWokenAndGivesUpPassesItsRoomOn() {
    VirtualLoop.run(
        () -> {
          Queue<String> queue = new Queue<>(1);
          queue.put("full");
          Task<Void> a = putter(queue, "a");
          putter(queue, "b");
          settle();
          queue.get();
          a.cancel();
          settle();
          assertThat(queue.getNowait()).isEqualTo("b");
        });
    assertThat(trail).containsExactly("b is in");
  }

  @Test
  void aTimeoutLeavesTheQueueAsItWas() {
    VirtualLoop.run(
        () -> {
          Queue<String> queue = new Queue<>(1);
          assertThatThrownBy(() -> timeout(ms(10), () -> queue.get()))
              .isInstanceOf(TimeoutException.class);
          queue.put("a");
          assertThatThrownBy(() -> timeout(ms(10), () -> queue.put("b")))
              .isInstanceOf(TimeoutException.class);
          assertThat(queue).hasToString("Queue [1 of 1 items]");
        });
  }

  @Test
  void whoJoinsMayGiveUp() {
    VirtualLoop.run(
        () -> {
          Queue<String> queue = new Queue<>();
          queue.put("a");
          assertThatThrownBy(() -> timeout(ms(10), queue::join))
              .isInstanceOf(TimeoutException.class);
          queue.taskDone();
          queue.join();
        });
  }

  @Test
  void everyItemArrivesOnceWhoeverIsCancelledWhenever() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      VirtualLoop.run(() -> passItems(random));
    }
  }

  private static void passItems(Random random) {
    Queue<Integer> queue = new Queue<>(1 + random.nextInt(3));
    List<Integer> put = new ArrayList<>();
    List<Integer> got = new ArrayList<>();
    List<Task<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      int first = i * 10;
      tasks.add(spawn(() -> produce(queue, put, first)));
      tasks.add(spawn(() -> consume(queue, got)));
    }
    for (int i = 0; i < 15; i++) {
      tasks.get(random.nextInt(tasks.size())).cancel();
      if (random.nextBoolean()) {
        yieldNow();
      }
    }
    tasks.add(spawn(() -> consumeForEver(queue, got)));
    sleep(ms(100));
    assertThat(got).containsExactlyInAnyOrderElementsOf(put);
  }

  private static void produce(Queue<Integer> queue, List<Integer> put, int first) {
    IntStream.range(first, first + 5)
        .forEach(
            item -> {
              queue.put(item);
              put.add(item);
            });
  }

  private static void consume(Queue<Integer> queue, List<Integer> got) {
    for (int i = 0; i < 4; i++) {
      got.add(queue.get());
      yieldNow();
    }
  }

  private static void consumeForEver(Queue<Integer> queue, List<Integer> got) {
    while (true) {
      got.add(queue.get());
    }
  }
}
