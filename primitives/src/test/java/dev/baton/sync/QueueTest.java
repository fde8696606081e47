package dev.baton.sync;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static dev.baton.api.VirtualLoop.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Task;
import dev.baton.api.VirtualLoop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueTest {
  private final List<String> trail = new ArrayList<>();

  private Task<Void> getter(Queue<String> queue, String name) {
    return spawn(name, () -> note(name + " gets " + queue.get()));
  }

  private Task<Void> putter(Queue<String> queue, String item) {
    return spawn(
        () -> {
          queue.put(item);
          note(item + " is in");
        });
  }

  private void note(String line) {
    trail.add(line + " at " + now());
  }

  @Test
  void givesItemsInTheOrderInWhichTheyWerePut() {
    VirtualLoop.run(
        () -> {
          Queue<String> queue = new Queue<>();
          queue.put("a");
          queue.put("b");
          queue.putNowait("c");
          assertThat(List.of(queue.get(), queue.getNowait(), queue.get()))
              .containsExactly("a", "b", "c");
        });
  }

  @Test
  void whatNeedNotWaitKeepsTheBaton() {
    VirtualLoop.run(
        () -> {
          Queue<String> queue = new Queue<>(1);
          spawn(() -> trail.add("other"));
          queue.put("a");
          queue.get();
          trail.add("main");
          yieldNow();
        });
    assertThat(trail).containsExactly("main", "other");
  }

  @Test
  void aFullQueueMakesProducersWait() {
    VirtualLoop.run(
        () -> {
          Queue<String> queue = new Queue<>(2);
          for (String item : List.of("a", "b", "c", "d")) {
            putter(queue, item);
          }
          settle();
          for (int i = 0; i < 4; i++) {
            note("got " + queue.get());
            sleep(ms(10));
          }
        });
    assertThat(trail)
        .containsExactly(
            "a is in at 0",
            "b is in at 0",
            "got a at 1",
            "c is in at 1",
            "got b at 11",
            "d is in at 11",
            "got c at 21",
            "got d at 31");
  }

  @Test
  void anEmptyQueueMakesConsumersWaitInLine() {
    VirtualLoop.run(
        () -> {
          Queue<String> queue = new Queue<>();
          getter(queue, "first");
          getter(queue, "second");
          getter(queue, "third");
          settle();
          queue.putNowait("a");
          queue.putNowait("b");
          settle();
          queue.putNowait("c");
          settle();
        });
    assertThat(trail)
        .containsExactly("first gets a at 1", "second gets b at 1", "third gets c at 2");
  }

  @Test
  void aTaskThatNeedNotWaitMayComeFirst() {
    VirtualLoop.run(
        () -> {
          Queue<String> queue = new Queue<>();
          getter(queue, "waiting");
          settle();
          queue.putNowait("a");
          note("main gets " + queue.get());
          settle();
          queue.put("b");
          settle();
        });
    assertThat(trail).containsExactly("main gets a at 1", "waiting gets b at 2");
  }

  @Test
  void withoutWaitingItSaysWhyNot() {
    Queue<String> queue = new Queue<>(1);
    assertThatThrownBy(queue::getNowait)
        .isInstanceOf(QueueEmptyException.class)
        .hasMessage("Queue [0 of 1 items] is empty; use get() to wait for an item");
    queue.putNowait("a");
    assertThatThrownBy(() -> queue.putNowait("b"))
        .isInstanceOf(QueueFullException.class)
        .hasMessage("Queue [1 of 1 items] is full; use put() to wait for room");
    assertThat(queue.getNowait()).isEqualTo("a");
  }

  @Test
  void aLimitOfZeroOrLessIsNone() {
    for (int none : new int[] {0, -1}) {
      Queue<Integer> queue = new Queue<>(none);
      for (int i = 0; i < 1_000; i++) {
        queue.putNowait(i);
      }
      assertThat(queue.isFull()).isFalse();
      assertThat(queue.size()).isEqualTo(1_000);
      assertThat(queue.maxSize()).isEqualTo(none);
    }
  }

  @Test
  void holdsNoNull() {
    VirtualLoop.run(
        () -> {
          for (Queue<String> queue :
              List.of(
                  new Queue<String>(1),
                  new LifoQueue<String>(1),
                  new PriorityQueue<String>(1, Comparator.naturalOrder()))) {
            assertThatThrownBy(() -> queue.putNowait(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("a Queue holds no null");
            queue.put("full");
            assertThatThrownBy(() -> queue.put(null))
                .as("says so before it waits for room")
                .isInstanceOf(NullPointerException.class)
                .hasMessage("a Queue holds no null");
          }
        });
  }

  @Test
  void joinWaitsUntilEveryItemWasDealtWith() {
    VirtualLoop.run(
        () -> {
          Queue<String> queue = new Queue<>();
          queue.join(); // nothing to wait for
          queue.put("a");
          queue.put("b");
          spawn(
              () -> {
                for (int i = 0; i < 2; i++) {
                  queue.get();
                  sleep(ms(10));
                  queue.taskDone();
                }
              });
          queue.join();
          note("joined");
        });
    assertThat(trail).containsExactly("joined at 20");
  }

  @Test
  void takingAnItemIsNotDealingWithIt() {
    VirtualLoop.run(
        () -> {
          Queue<String> queue = new Queue<>();
          queue.put("a");
          queue.get();
          Task<Void> joining = spawn(queue::join);
          settle();
          assertThat(joining.isDone()).isFalse();
          queue.taskDone();
          settle();
          assertThat(joining.isDone()).isTrue();
        });
  }

  @Test
  void taskDoneIsSaidOnceForEachItem() {
    Queue<String> queue = new Queue<>();
    queue.putNowait("a");
    queue.taskDone();
    assertThatThrownBy(queue::taskDone)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Queue [1 items]: taskDone() was called too often; once for each item is enough");
  }

  @Test
  void tellsItsState() {
    VirtualLoop.run(
        () -> {
          Queue<String> queue = new Queue<>(1);
          assertThat(queue).hasToString("Queue [0 of 1 items]");
          getter(queue, "a");
          getter(queue, "b");
          settle();
          assertThat(queue).hasToString("Queue [0 of 1 items, 2 waiting to get]");
          putter(queue, "1");
          putter(queue, "2");
          putter(queue, "3");
          putter(queue, "4");
          settle();
          assertThat(queue).hasToString("Queue [1 of 1 items, 1 waiting to put]");
          assertThat(queue.isFull()).isTrue();
          assertThat(queue.isEmpty()).isFalse();
          assertThat(new LifoQueue<>()).hasToString("LifoQueue [0 items]");
          assertThat(PriorityQueue.<Integer>natural(3)).hasToString("PriorityQueue [0 of 3 items]");
        });
  }

  @Test
  void aPriorityQueueGivesTheSmallestFirst() {
    VirtualLoop.run(
        () -> {
          PriorityQueue<Integer> queue = PriorityQueue.natural(0);
          for (int item : new int[] {5, 1, 4, 1, 3}) {
            queue.put(item);
          }
          List<Integer> order = new ArrayList<>();
          while (!queue.isEmpty()) {
            order.add(queue.get());
          }
          assertThat(order).containsExactly(1, 1, 3, 4, 5);

          PriorityQueue<String> longest =
              new PriorityQueue<>(0, Comparator.comparing(String::length).reversed());
          longest.put("a");
          longest.put("ccc");
          longest.put("bb");
          assertThat(List.of(longest.get(), longest.get(), longest.get()))
              .containsExactly("ccc", "bb", "a");
        });
  }

  @Test
  void aLifoQueueGivesTheLastFirst() {
    VirtualLoop.run(
        () -> {
          LifoQueue<String> queue = new LifoQueue<>(3);
          queue.put("a");
          queue.put("b");
          assertThat(queue.get()).isEqualTo("b");
          queue.put("c");
          assertThat(List.of(queue.get(), queue.get())).containsExactly("c", "a");
        });
  }
}
