package dev.baton.api;

import static dev.baton.Async.asCompleted;
import static dev.baton.Async.shield;
import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.DeadlockException;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.ReturnWhen;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.UnhandledFailure;
import dev.baton.sync.Barrier;
import dev.baton.sync.Condition;
import dev.baton.sync.Event;
import dev.baton.sync.Lock;
import dev.baton.sync.Queue;
import dev.baton.sync.Semaphore;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// `run` fails at once when nothing can happen any more.
class DeadlockTest {
  private final List<String> trail = new ArrayList<>();

  private static <T> Future<T> pending() {
    return EventLoop.running().createFuture();
  }

  static Stream<Arguments> waits() {
    return Stream.of(
        wait("Future", () -> pending().await()),
        wait("Event", () -> new Event().await()),
        wait("Event \"ready\"", () -> new Event("ready").await()),
        wait("Semaphore \"permits\"", () -> new Semaphore("permits", 0).acquire()),
        wait("Queue", () -> new Queue<String>().get()),
        wait("Queue", DeadlockTest::putTwice),
        wait("Barrier", () -> new Barrier(2).await()),
        wait("Condition", DeadlockTest::awaitSignal),
        wait("Event \"every item done\"", DeadlockTest::joinQueue),
        wait("Future", () -> shield(pending()).await()),
        wait("wait", () -> Async.wait(List.of(pending()), ReturnWhen.ALL_COMPLETED)),
        wait("gather", () -> Async.gather(List.of(pending())).await()),
        wait("asCompleted", () -> asCompleted(List.of(pending())).iterator().next().await()));
  }

  private static Arguments wait(String target, Action<Exception> main) {
    return Arguments.of(target, main);
  }

  private static void putTwice() {
    Queue<String> queue = new Queue<>(1);
    queue.put("a");
    queue.put("b");
  }

  private static void joinQueue() {
    Queue<String> queue = new Queue<>();
    queue.put("a");
    queue.join();
  }

  private static void awaitSignal() {
    Condition condition = new Condition();
    try (var _ = condition.acquire()) {
      condition.await();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("waits")
  void theReportNamesWhatIsWaitedForWhereThereIsNoRing(String target, Action<Exception> main) {
    assertThatThrownBy(() -> VirtualLoop.run(main))
        .isInstanceOf(DeadlockException.class)
        .message()
        .startsWith("DEADLOCK: 1 task can never run again (loop time 0 s)\n\n")
        .contains("\n  main  waits for  " + target + " at DeadlockTest.")
        .endsWith("\n\n  No task is left that could wake them.");
  }

  @Test
  void isNoticedAtOnceAndNotBefore() {
    assertThatThrownBy(
            () ->
                VirtualLoop.run(
                    () -> {
                      Future<String> never = pending();
                      spawn(() -> sleep(ms(70)));
                      EventLoop.running().callLater(ms(90), () -> trail.add("timer at " + now()));
                      never.await();
                    }))
        .isInstanceOf(DeadlockException.class)
        .hasMessageStartingWith("DEADLOCK: 1 task can never run again (loop time 90 ms)\n");
    assertThat(trail).containsExactly("timer at 90");
  }

  @Test
  void isRaisedWhereTheLoopWasRun() {
    assertThatThrownBy(() -> VirtualLoop.run(() -> new Event().await()))
        .isInstanceOf(DeadlockException.class)
        .satisfies(
            deadlock ->
                assertThat(deadlock.getSuppressed()[0]).hasMessage("awaited by EventLoop.run()"));
  }

  @Test
  void theFinallyBlocksOfStuckTasksRun() {
    Lock a = new Lock("A");
    Lock b = new Lock("B");
    assertThatThrownBy(
            () ->
                VirtualLoop.run(
                    () -> {
                      Task<Void> x = spawn("x", () -> takeBoth(a, b));
                      Task<Void> y = spawn("y", () -> takeBoth(b, a));
                      try {
                        Async.wait(List.of(x, y), ReturnWhen.ALL_COMPLETED);
                      } finally {
                        trail.add("main");
                      }
                    }))
        .isInstanceOf(DeadlockException.class);
    assertThat(trail).containsExactlyInAnyOrder("main", "x", "y");
    assertThat(a).hasToString("Lock \"A\" [free]");
    assertThat(b).hasToString("Lock \"B\" [free]");
  }

  private void takeBoth(Lock first, Lock second) {
    try (var _ = first.acquire()) {
      sleep(ms(1));
      try (var _ = second.acquire()) {}
    } finally {
      trail.add(Async.currentTask().name());
    }
  }

  @Test
  void theFinallyBlocksOfTasksThatAwaitEachOtherRun() {
    assertThatThrownBy(
            () ->
                VirtualLoop.run(
                    () -> {
                      Future<Task<Void>> second = pending();
                      Task<Void> a = spawn("a", () -> awaitIt(second));
                      Future<Task<Void>> first = pending();
                      first.setResult(a);
                      second.setResult(spawn("b", () -> awaitIt(first)));
                      a.await();
                    }))
        .isInstanceOf(DeadlockException.class);
    assertThat(trail).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void theFinallyBlocksOfAGroupAndATaskThatAwaitsItsOwnerRun() {
    assertThatThrownBy(
            () ->
                VirtualLoop.run(
                    () -> {
                      Task<?> main = Async.currentTask();
                      try {
                        TaskGroup.run(group -> group.spawn("child", () -> awaitOwner(main)));
                      } finally {
                        trail.add("main");
                      }
                    }))
        .isInstanceOf(DeadlockException.class);
    assertThat(trail).containsExactly("child", "main");
  }

  private void awaitOwner(Task<?> owner) throws Exception {
    try {
      owner.await();
    } finally {
      trail.add("child");
    }
  }

  private void awaitIt(Future<Task<Void>> task) throws Exception {
    try {
      task.await().await();
    } finally {
      trail.add(Async.currentTask().name());
    }
  }

  @Test
  void aFailureInTheCleanupOfAStuckTaskIsReported() {
    List<UnhandledFailure> unhandled = new ArrayList<>();
    assertThatThrownBy(
            () ->
                VirtualLoop.builder(unhandled)
                    .run(
                        () -> {
                          try {
                            new Event().await();
                          } catch (CancelledError cancelled) {
                            throw new IllegalStateException("cleanup");
                          }
                        }))
        .isInstanceOf(DeadlockException.class);
    assertThat(unhandled).hasSize(1);
    assertThat(unhandled.getFirst().exception()).hasMessage("cleanup");
    assertThat(unhandled.getFirst().name()).isEqualTo("main");
  }

  @Test
  void theReportOfManyTasksIsBounded() {
    assertThatThrownBy(
            () ->
                VirtualLoop.run(
                    () -> {
                      Event event = new Event();
                      for (int i = 0; i < 1_000; i++) {
                        spawn(event::await);
                      }
                      event.await();
                    }))
        .isInstanceOf(DeadlockException.class)
        .message()
        .startsWith("DEADLOCK: 1001 tasks can never run again")
        .contains("\n  ... and 901 more tasks\n")
        .hasLineCount(105);
  }

  @Test
  void aLongChainOfTasksIsNoTrouble() {
    assertThatThrownBy(
            () ->
                VirtualLoop.run(
                    () -> {
                      Future<String> never = pending();
                      Task<String> last = spawn(never::await);
                      for (int i = 0; i < 10_000; i++) {
                        Task<String> inner = last;
                        last = spawn(inner::await);
                      }
                      last.await();
                    }))
        .isInstanceOf(DeadlockException.class);
  }
}
