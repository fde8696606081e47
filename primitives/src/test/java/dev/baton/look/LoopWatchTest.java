package dev.baton.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.sync.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// Questions from other threads.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class LoopWatchTest {
  private static final int ROWS = 100;

  @Test
  void aLoopThatIsBlockedIsToldByOthersWithTheTaskAndTheLine() throws Exception {
    LoopWatch watch = new LoopWatch();
    CountDownLatch blocking = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<Void> loop =
        CompletableFuture.runAsync(
            () -> quiet(watch, () -> Async.spawn("hog", () -> block(blocking, asked)).await()),
            task -> Thread.ofPlatform().daemon().start(task));
    blocking.await();

    long before = System.nanoTime();
    LoopView first = answer(watch);
    LoopView second = answer(watch); // the question of the first is still open
    assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(4));
    asked.countDown();
    loop.get();

    assertThat(first.blocked().orElseThrow())
        .matches(
            "task \"hog\" has held it for [0-9.]+ m?s: blocked in CountDownLatch.await"
                + " at LoopWatchTest.block\\(LoopWatchTest.java:[0-9]+\\). Use Blocking.call.*");
    assertThat(first.tasks()).isEqualTo(2);
    assertThat(second.blocked()).isPresent();
  }

  private static void quiet(LoopWatch watch, dev.baton.Action<Exception> main) {
    try {
      EventLoop.builder().blockedAfter(Duration.ofMinutes(1)).listener(watch).run(main);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void block(CountDownLatch blocking, CountDownLatch end)
      throws InterruptedException {
    blocking.countDown();
    end.await();
  }

  private static LoopView answer(LoopWatch watch) {
    assertThat(watch.ask(ROWS)).isTrue();
    return watch.answer(System.nanoTime() + LoopWatch.PATIENCE_NANOS).orElseThrow();
  }

  @Test
  void aLoopThatHasEndedIsNotAsked() {
    LoopWatch watch = new LoopWatch();
    quiet(watch, () -> {});

    assertThat(watch.ask(ROWS)).isFalse();
    assertThat(watch.tasks()).isZero();
  }

  @Test
  void anAnswerTellsHowBusyTheLoopWas() throws Exception {
    List<LoopView> seen = new ArrayList<>();
    LoopWatch watch = new LoopWatch();
    quiet(
        watch,
        () -> {
          Async.sleep(Duration.ofMillis(50));
          watch.ask(ROWS);
          Async.yieldNow();
          Async.yieldNow();
          seen.add(watch.answer(System.nanoTime()).orElseThrow());
        });

    assertThat(seen.getFirst().age()).isGreaterThan(50_000_000);
    assertThat(seen.getFirst().busy()).isBetween(0.0, 0.999);
  }

  /// Two producers, two consumers and a queue that is too short, while somebody looks all the time.
  @Test
  void lookingChangesNoOrder() {
    List<String> alone = new ArrayList<>();
    quiet(new LoopWatch(), () -> tradeIn(alone));

    List<String> watched = new ArrayList<>();
    LoopWatch watch = new LoopWatch();
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger looks = new AtomicInteger();
    CountDownLatch looking = new CountDownLatch(1);
    quiet(
        watch,
        () -> {
          Thread onlooker =
              Thread.ofPlatform()
                  .start(
                      () -> {
                        while (!over.get() && watch.ask(ROWS)) {
                          looking.countDown();
                          watch
                              .answer(System.nanoTime() + LoopWatch.PATIENCE_NANOS)
                              .ifPresent(_ -> looks.incrementAndGet());
                        }
                      });
          looking.await();
          do { // until somebody has looked meanwhile, however little the machine lets him
            watched.clear();
            tradeIn(watched);
            assertThat(watched).isEqualTo(alone);
          } while (looks.get() < 2);
          over.set(true);
          onlooker.join();
        });
  }

  @Suspends
  private static void tradeIn(List<String> trail) {
    Queue<Integer> queue = new Queue<>(2);
    TaskGroup.run(
        group -> {
          for (String name : List.of("a", "b")) {
            group.spawn(
                "producer " + name,
                () -> {
                  for (int i = 0; i < 1_000; i++) {
                    queue.put(i);
                    trail.add(name + " put " + i);
                  }
                });
            group.spawn(
                "consumer " + name,
                () -> {
                  for (int i = 0; i < 1_000; i++) {
                    trail.add(name + " got " + queue.get());
                    Async.yieldNow();
                  }
                });
          }
        });
  }
}
