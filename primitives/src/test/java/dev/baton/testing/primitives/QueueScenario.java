package dev.baton.testing.primitives;

import static dev.baton.Async.yieldNow;

import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.sync.LifoQueue;
import dev.baton.sync.PriorityQueue;
import dev.baton.sync.Queue;
import dev.baton.sync.QueueShutDownException;
import java.util.ArrayDeque;
import java.util.Collections;

/// What comes out is what a plain queue of the JDK would give, each item once; never more inside
/// than there is room for; and nobody waits for what is there.
final class QueueScenario extends Scenario {
  private static final int ROOM = 2;

  private final Queue<Integer> queue;

  /// The same items without any waiting.
  private final java.util.Queue<Integer> model;

  private QueueScenario(Queue<Integer> queue, java.util.Queue<Integer> model) {
    this.queue = queue;
    this.model = model;
  }

  static QueueScenario fifo() {
    return new QueueScenario(new Queue<>(ROOM), new ArrayDeque<>());
  }

  static QueueScenario lifo() {
    return new QueueScenario(new LifoQueue<>(ROOM), Collections.asLifoQueue(new ArrayDeque<>()));
  }

  static QueueScenario priority() {
    return new QueueScenario(PriorityQueue.natural(ROOM), new java.util.PriorityQueue<>());
  }

  @Override
  void play() {
    TaskGroup.run(
        consumers -> {
          consumers.spawn(this::consume);
          consumers.spawn(this::consume);
          TaskGroup.run(
              producers -> {
                producers.spawn(() -> produce(3, 1));
                producers.spawn(() -> produce(4, 2));
                producers.spawn(() -> produce(6));
              });
          queue.join();
          require(queue.isEmpty(), "whoever joins finds everything done");
          queue.shutdown();
        });
  }

  @Suspends
  private void produce(int... items) {
    for (int item : items) {
      queue.put(item);
      model.add(item);
      require(queue.size() <= ROOM, "no more inside than there is room for");
    }
  }

  @Suspends
  private void consume() {
    try {
      while (true) {
        int item = queue.get();
        try {
          require(Integer.valueOf(item).equals(model.poll()), "each item once, and in order");
          yieldNow();
        } finally {
          queue.taskDone();
        }
      }
    } catch (QueueShutDownException end) {
      require(queue.isEmpty(), "nothing is left behind");
    }
  }

  @Override
  void afterwards() {
    require(queue.size() == model.size(), "no item is lost");
    requireNobodyWaits(queue);
  }
}
