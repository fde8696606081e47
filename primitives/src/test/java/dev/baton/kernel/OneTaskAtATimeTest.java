package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.TaskGroup;
import dev.baton.sync.Queue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// The promise that everything rests on: of a loop's tasks one runs at a time, and what it has
/// written the next one sees. Also while a stranger does its worst to their threads.
@Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
class OneTaskAtATimeTest {
  private static final int TASKS = 20;
  private static final int SWITCHES_A_TASK = 10_000;

  /// The threads that tasks run on.
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger overlaps = new AtomicInteger();

  /// Plain on purpose: an increment is lost when two tasks run at once, or when one does not see
  /// what the other wrote.
  private int steps;

  @Test
  void strangersWhoLookAtUnparkAndInterruptTasksMakeNoTwoOfThemRunAtOnce() throws Exception {
    Stranger stranger = new Stranger();
    EventLoop.run(
        () -> {
          TaskGroup.run(this::spawnTasks);
          stranger.stop();
        });

    assertThat(overlaps).hasValue(0);
    assertThat(steps).isEqualTo(TASKS * SWITCHES_A_TASK);
    assertThat(stranger.acts).isGreaterThan(1_000);
  }

  @Test
  void twoLoopsInTwoThreadsDoNotDisturbEachOther() throws Exception {
    OneTaskAtATimeTest other = new OneTaskAtATimeTest();
    CountDownLatch bothRun = new CountDownLatch(2);
    FutureTask<Void> second = new FutureTask<>(() -> other.runFewTasks(bothRun), null);
    Thread.ofPlatform().start(second);
    runFewTasks(bothRun);
    second.get();

    assertThat(List.of(overlaps.get(), other.overlaps.get())).containsExactly(0, 0);
    assertThat(List.of(steps, other.steps)).containsExactly(2_000, 2_000);
  }

  /// Switches by turns, hand in hand through a queue, and with a sleep now and then, so that the
  /// loop itself waits too.
  private void spawnTasks(TaskGroup group) {
    for (int i = 0; i < TASKS - 3; i++) {
      group.spawn(() -> repeat(SWITCHES_A_TASK, Async::yieldNow));
    }
    Queue<String> items = new Queue<>(1);
    group.spawn(() -> repeat(SWITCHES_A_TASK, () -> items.put("item")));
    group.spawn(() -> repeat(SWITCHES_A_TASK, items::get));
    group.spawn(() -> repeat(SWITCHES_A_TASK, this::sleepNowAndThen));
  }

  private void sleepNowAndThen() {
    Async.sleep(steps % 200 == 0 ? Duration.ofMillis(1) : Duration.ZERO);
  }

  private void runFewTasks(CountDownLatch bothRun) {
    EventLoop.run(
        () -> {
          meet(bothRun);
          TaskGroup.run(
              group -> {
                group.spawn(() -> repeat(1_000, Async::yieldNow));
                group.spawn(() -> repeat(1_000, Async::yieldNow));
              });
        });
  }

  private static void meet(CountDownLatch all) {
    all.countDown();
    try {
      all.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void repeat(int times, Runnable switching) {
    threads.add(Thread.currentThread());
    for (int i = 0; i < times; i++) {
      step();
      switching.run();
    }
  }

  private void step() {
    if (inside.incrementAndGet() != 1) {
      overlaps.incrementAndGet();
    }
    int seen = steps;
    for (int i = 0; i < 10; i++) {
      Thread.onSpinWait(); // time for a second task, if there could be one
    }
    steps = seen + 1;
    inside.decrementAndGet();
  }

  /// Does to one task's thread after the other what any thread may do to it.
  private final class Stranger {
    private final Thread thread = Thread.ofPlatform().daemon().start(this::act);
    private volatile boolean stopped;
    private int acts;

    private void act() {
      while (!stopped) {
        for (Thread victim : threads) {
          victim.getStackTrace();
          LockSupport.unpark(victim);
          victim.interrupt();
          acts += 3;
        }
        Thread.yield();
      }
    }

    private void stop() throws InterruptedException {
      stopped = true;
      thread.join();
    }
  }
}
