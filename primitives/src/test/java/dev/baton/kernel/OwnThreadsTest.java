package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.TaskGroup;
import dev.baton.sync.Event;
import dev.baton.sync.Lock;
import dev.baton.sync.Queue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Threads that a task starts by itself are no tasks: they run elsewhere, at the same time, and are
/// told so when they call what needs a task.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class OwnThreadsTest {
  private static final int SECONDS = 50;

  enum Kind {
    VIRTUAL {
      @Override
      Thread start(Runnable body) {
        return Thread.startVirtualThread(body);
      }
    },
    PLATFORM {
      @Override
      Thread start(Runnable body) {
        return Thread.ofPlatform().start(body);
      }
    };

    abstract Thread start(Runnable body);
  }

  @ParameterizedTest
  @EnumSource
  void aThreadThatATaskStartsRunsWhileTheTaskHoldsTheBaton(Kind kind) throws Exception {
    EventLoop.run(
        () -> {
          CountDownLatch ran = new CountDownLatch(1);
          kind.start(ran::countDown);

          assertThat(ran.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        });
  }

  @ParameterizedTest
  @EnumSource
  void itMayBlockAndParkAndBeWokenByTheTask(Kind kind) throws Exception {
    EventLoop.run(
        () -> {
          SynchronousQueue<String> channel = new SynchronousQueue<>();
          FutureTask<String> conversation =
              new FutureTask<>(
                  () -> {
                    String word = channel.take();
                    Thread.sleep(1);
                    LockSupport.parkNanos(1);
                    Thread.yield();
                    synchronized (channel) {
                      channel.wait(1);
                    }
                    return word + " back";
                  });
          Thread thread = kind.start(conversation);
          channel.put("there and");

          assertThat(conversation.get(SECONDS, TimeUnit.SECONDS)).isEqualTo("there and back");
          thread.join();
        });
  }

  @ParameterizedTest
  @EnumSource
  void itsOwnThreadsRunElsewhereToo(Kind kind) throws Exception {
    EventLoop.run(
        () -> {
          CountDownLatch ran = new CountDownLatch(3);
          kind.start(
              () -> {
                ran.countDown();
                kind.start(
                    () -> {
                      ran.countDown();
                      sleepShortly();
                      Thread.startVirtualThread(ran::countDown);
                    });
              });

          assertThat(ran.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        });
  }

  @Test
  void tasksGoOnWhileManySuchThreadsWork() throws Exception {
    List<String> results = new ArrayList<>();
    EventLoop.run(
        () -> {
          try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<java.util.concurrent.Future<Integer>> outside = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
              int number = i;
              outside.add(
                  executor.submit(
                      () -> {
                        sleepShortly();
                        return number;
                      }));
              Async.yieldNow();
            }
            int sum = 0;
            for (var one : outside) {
              sum += one.get();
            }
            results.add("sum " + sum);
          }
        });

    assertThat(results).containsExactly("sum 4950");
  }

  @Test
  void itMayOutliveItsTaskAndTheLoop() throws Exception {
    CountDownLatch loopHasEnded = new CountDownLatch(1);
    FutureTask<String> survivor =
        new FutureTask<>(
            () -> {
              loopHasEnded.await();
              Thread.sleep(1);
              return "alive";
            });
    EventLoop.run(() -> Async.spawn(() -> Thread.startVirtualThread(survivor)).await());
    loopHasEnded.countDown();

    assertThat(survivor.get(SECONDS, TimeUnit.SECONDS)).isEqualTo("alive");
  }

  @ParameterizedTest
  @EnumSource
  void whatNeedsATaskIsRefusedThereWithASentenceThatSaysWhatToDo(Kind kind) throws Exception {
    Map<String, String> refusals = new ConcurrentHashMap<>();
    EventLoop.run(
        () -> {
          Future<String> future = EventLoop.running().createFuture();
          Lock lock = new Lock();
          FutureTask<Void> calls =
              new FutureTask<>(
                  () -> {
                    refused(refusals, "sleep", () -> Async.sleep(Duration.ofMillis(1)));
                    refused(refusals, "yieldNow", Async::yieldNow);
                    refused(refusals, "await", future::await);
                    refused(refusals, "acquire", lock::acquire);
                    refused(refusals, "blocking", () -> Blocking.call(() -> 1));
                    refused(refusals, "group", () -> TaskGroup.run(_ -> {}));
                    refused(refusals, "spawn", () -> Async.spawn(() -> 1));
                    refused(refusals, "event", () -> new Event().await());
                    refused(refusals, "get", () -> new Queue<String>().get());
                  },
                  null);
          kind.start(calls);
          calls.get(SECONDS, TimeUnit.SECONDS);
        });

    String remedy = " must be called from a task; start one with EventLoop.run(...)";
    String noLoop =
        "no loop is running here; call this from a task, started with EventLoop.run(...)";
    assertThat(refusals)
        .containsOnly(
            Map.entry("sleep", "sleep()" + remedy),
            Map.entry("yieldNow", "yieldNow()" + remedy),
            Map.entry("await", "await()" + remedy),
            Map.entry("acquire", "Lock.acquire()" + remedy),
            Map.entry("blocking", "Blocking.call()" + remedy),
            Map.entry("group", "TaskGroup.run()" + remedy),
            Map.entry("spawn", noLoop),
            Map.entry("event", noLoop),
            Map.entry("get", noLoop));
  }

  private static void refused(Map<String, String> refusals, String what, ThrowingCallable call) {
    refusals.put(what, String.valueOf(catchThrowable(call).getMessage()));
  }

  private static void sleepShortly() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
