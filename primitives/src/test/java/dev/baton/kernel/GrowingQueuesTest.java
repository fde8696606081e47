package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sync.Queue;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Queues to which more is put than is taken.
class GrowingQueuesTest {
  /// So many items are put for each one that is taken.
  private static void work(Queue<Integer> queue, int times, int put) {
    for (int i = 0; i < times; i++) {
      queue.getNowait();
      for (int j = 0; j < put; j++) {
        queue.putNowait(j);
      }
    }
  }

  @Test
  void aQueueThatOnlyGrows() throws Exception {
    Queue<Integer> queue = new Queue<>();
    List<String> reports =
        Reports.of(
            () -> {
              queue.put(0);
              work(queue, 20_000, 2);
            });

    assertThat(reports)
        .containsExactly(
            "queue grows: Queue has grown from 0 to 10000 items while tasks took from it: items"
                + " come faster than they are taken. Give it a maxSize, so that put() waits; or,"
                + " where those who take also put, bound what they put");
  }

  @Test
  void aQueueThatIsFilledFirstOrStaysAsLongAsItIsIsFine() throws Exception {
    Queue<Integer> queue = new Queue<>();
    List<String> reports =
        Reports.of(
            () -> {
              for (int i = 0; i < 50_000; i++) {
                queue.put(i);
              }
              work(queue, 50_000, 1);
              work(queue, 40_000, 0);
              work(queue, 9_000, 2);
            });

    assertThat(reports).isEmpty();
  }

  @Test
  void aQueueThatIsEmptiedAgainAndAgainMayBeFilledAtOnce() throws Exception {
    Queue<Integer> queue = new Queue<>();
    List<String> reports =
        Reports.of(
            () -> {
              for (int i = 0; i < 2_000; i++) {
                queue.put(i);
                queue.get();
              }
              for (int i = 0; i < 20_000; i++) {
                queue.put(i);
              }
              work(queue, 100, 1);
            });

    assertThat(reports).isEmpty();
  }

  @Test
  void aQueueWithALimitIsFine() throws Exception {
    Queue<Integer> queue = new Queue<>(100_000);
    List<String> reports =
        Reports.of(
            () -> {
              queue.put(0);
              work(queue, 50_000, 2);
            });

    assertThat(reports).isEmpty();
  }
}
