package dev.baton.sync;

import static dev.baton.Async.spawn;
import static dev.baton.api.VirtualLoop.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Task;
import dev.baton.api.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueShutdownTest {
  private final Queue<String> queue = new Queue<>(2);
  private final List<String> trail = new ArrayList<>();

  private Task<Void> getter(String name) {
    return spawn(() -> note(name, () -> trail.add(name + " gets " + queue.get())));
  }

  private Task<Void> putter(String item) {
    return spawn(
        () ->
            note(
                item,
                () -> {
                  queue.put(item);
                  trail.add(item + " is in");
                }));
  }

  private void note(String name, Runnable use) {
    try {
      use.run();
    } catch (QueueShutDownException refused) {
      trail.add(name + ": " + refused.getMessage());
    }
  }

  @Test
  void nothingCanBePutAnyMoreAndWhatIsInsideCanStillBeTaken() {
    VirtualLoop.run(
        () -> {
          queue.put("a");
          queue.shutdown();
          String refusal = "Queue [1 of 2 items, shut down] was shut down";
          assertThatThrownBy(() -> queue.put("b"))
              .isInstanceOf(QueueShutDownException.class)
              .hasMessage(refusal);
          assertThatThrownBy(() -> queue.putNowait("b"))
              .isInstanceOf(QueueShutDownException.class)
              .hasMessage(refusal);

          assertThat(queue.get()).isEqualTo("a");

          String empty = "Queue [0 of 2 items, shut down] was shut down";
          assertThatThrownBy(queue::get)
              .isInstanceOf(QueueShutDownException.class)
              .hasMessage(empty);
          assertThatThrownBy(queue::getNowait)
              .isInstanceOf(QueueShutDownException.class)
              .hasMessage(empty);
        });
  }

  @Test
  void consumersWhoWaitWithoutHopeAreToldSo() {
    VirtualLoop.run(
        () -> {
          getter("first");
          getter("second");
          settle();
          queue.shutdown();
          settle();
        });
    assertThat(trail)
        .containsExactly(
            "first: Queue [0 of 2 items, shut down] was shut down",
            "second: Queue [0 of 2 items, shut down] was shut down");
  }

  @Test
  void producersWhoWaitAreToldSo() {
    VirtualLoop.run(
        () -> {
          for (String item : List.of("a", "b", "c", "d")) {
            putter(item);
          }
          settle();
          queue.shutdown();
          settle();
          assertThat(queue.get()).isEqualTo("a");
        });
    assertThat(trail)
        .containsExactly(
            "a is in",
            "b is in",
            "c: Queue [2 of 2 items, shut down] was shut down",
            "d: Queue [2 of 2 items, shut down] was shut down");
  }

  @Test
  void aConsumerThatWasWokenForAnItemStillGetsIt() {
    VirtualLoop.run(
        () -> {
          getter("first");
          getter("second");
          settle();
          queue.putNowait("a");
          queue.shutdown();
          settle();
        });
    assertThat(trail)
        .containsExactly("first gets a", "second: Queue [0 of 2 items, shut down] was shut down");
  }

  @Test
  void immediatelyMeansThatWhatIsInsideIsThrownAway() {
    VirtualLoop.run(
        () -> {
          queue.put("a");
          queue.put("b");
          queue.shutdown(true);
          assertThat(queue.size()).isZero();
          assertThatThrownBy(queue::get).isInstanceOf(QueueShutDownException.class);
        });
  }

  @Test
  void whatWasThrownAwayCountsAsDealtWith() {
    VirtualLoop.run(
        () -> {
          queue.put("taken");
          queue.put("thrown away");
          queue.get();
          Task<Void> joining = spawn(queue::join);
          settle();
          queue.shutdown(true);
          settle();
          assertThat(joining.isDone()).as("one item is still being dealt with").isFalse();
          queue.taskDone();
          settle();
          assertThat(joining.isDone()).isTrue();
          assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
        });
  }

  @Test
  void shuttingDownDoesNotEndAJoin() {
    VirtualLoop.run(
        () -> {
          queue.put("a");
          Task<Void> joining = spawn(queue::join);
          queue.shutdown();
          settle();
          assertThat(joining.isDone()).isFalse();
          queue.get();
          queue.taskDone();
          settle();
          assertThat(joining.isDone()).isTrue();
        });
  }

  @Test
  void canBeDoneTwiceAndHarder() {
    VirtualLoop.run(
        () -> {
          queue.put("a");
          queue.shutdown();
          queue.shutdown();
          assertThat(queue.size()).isOne();
          queue.shutdown(true);
          assertThat(queue.size()).isZero();
          queue.join();
        });
  }
}
