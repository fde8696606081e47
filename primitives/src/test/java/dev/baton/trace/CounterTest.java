package dev.baton.trace;

import static dev.baton.Async.sleep;
import static dev.baton.Async.yieldNow;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sync.Queue;
import dev.baton.sync.Semaphore;
import java.util.List;
import org.junit.jupiter.api.Test;

class CounterTest {
  @Test
  void countsTheItemsOfAQueueAtTheEndOfEachStep() {
    Counter queue =
        only(
            Runs.of(
                () -> {
                  Queue<Integer> items = new Queue<>();
                  items.put(1);
                  items.put(2);
                  yieldNow();
                  yieldNow();
                  items.get();
                }));

    assertThat(queue.label()).isEqualTo("Queue, items");
    assertThat(queue.most()).isEqualTo(2);
    assertThat(levels(queue)).containsExactly("0-2: 2", "2-3: 1");
  }

  @Test
  void countsTheFreePermitsOfASemaphore() {
    Counter permits =
        only(
            Runs.of(
                () -> {
                  try (var permit = new Semaphore("doors", 3).acquire()) {
                    sleep(ofMillis(1));
                  }
                }));

    assertThat(permits.label()).isEqualTo("doors, free");
    assertThat(levels(permits)).containsExactly("0-2: 2", "2-3: 3");
  }

  @Test
  void sixThingsAreCountedAtMost() {
    Timeline timeline =
        Runs.timeline(
            Runs.of(
                () -> {
                  for (int i = 0; i < 9; i++) {
                    new Queue<Integer>().put(1);
                  }
                }));

    assertThat(Counter.in(timeline)).hasSize(6);
  }

  @Test
  void whatHappensAfterTheLastStepThatIsDrawnIsNotCounted() {
    Trace trace =
        Runs.of(
            () -> {
              Queue<Integer> items = new Queue<>();
              yieldNow();
              items.put(1);
            });

    assertThat(Counter.in(Layout.of(trace, 1, 10))).isEmpty();
  }

  private static Counter only(Trace trace) {
    List<Counter> all = Counter.in(Runs.timeline(trace));
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static List<String> levels(Counter counter) {
    return counter.levels().stream()
        .map(level -> level.from() + "-" + level.to() + ": " + level.amount())
        .toList();
  }
}
