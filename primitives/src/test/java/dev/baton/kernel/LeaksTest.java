package dev.baton.kernel;

import static dev.baton.Async.asCompleted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.Body;
import dev.baton.CancelledError;
import dev.baton.DeadlockException;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.TimeoutException;
import dev.baton.sync.Event;
import dev.baton.sync.Lock;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// When something has ended nothing holds on to it: not a task, not a loop, not a thread.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class LeaksTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final int MOST_LOOKS = 200;

  /// Looks for garbage until this was collected. Between two looks something else runs, since idle
  /// threads of the JDK's pools remember what they have run last.
  private static <X extends Exception> void assertCollected(
      WeakReference<?> reference, Action<X> somethingElse) throws X {
    for (int i = 0; i < MOST_LOOKS && reference.get() != null; i++) {
      somethingElse.run();
      System.gc();
    }
    assertThat(reference.get()).isNull();
  }

  /// From a task.
  private static void assertCollected(WeakReference<?> reference) throws Exception {
    assertCollected(reference, () -> Async.spawn(() -> Async.sleep(Duration.ofMillis(1))).await());
  }

  /// Collecting garbage takes time, of which the watchdog need not tell.
  private static void runLookingForGarbage(Action<Exception> main) throws Exception {
    EventLoop.builder().blockedAfter(LONG).run(main);
  }

  // --- tasks

  @Test
  void aTaskThatHasEndedIsCollectedWhileItsLoopRuns() throws Exception {
    runLookingForGarbage(
        () -> {
          WeakReference<Task<?>> ended = new WeakReference<>(Async.spawn(() -> "result"));
          WeakReference<Task<?>> waited =
              new WeakReference<>(Async.spawn(() -> Async.sleep(Duration.ofMillis(1))));
          WeakReference<Task<?>> cancelled = new WeakReference<>(Async.spawn(() -> {}));
          cancelled.get().cancel();
          Async.sleep(Duration.ofMillis(5));

          assertCollected(ended);
          assertCollected(waited);
          assertCollected(cancelled);
        });
  }

  @Test
  void aTaskOfAnOpenGroupIsCollectedWhenItHasEnded() throws Exception {
    runLookingForGarbage(
        () ->
            TaskGroup.run(
                group -> {
                  WeakReference<Task<?>> task = new WeakReference<>(group.spawn(() -> "result"));
                  Async.yieldNow();
                  Async.yieldNow();

                  assertCollected(task);
                }));
  }

  @Test
  void theBodyOfATaskIsCollectedAlthoughTheTaskIsKept() throws Exception {
    runLookingForGarbage(
        () -> {
          WeakReference<?>[] captured = new WeakReference<?>[1];
          Task<Integer> task = Async.spawn(bodyWithBallast(captured));
          Async.yieldNow();

          assertCollected(captured[0]);
          assertThat(task.await()).isEqualTo(1_000);
        });
  }

  private static Body<Integer, RuntimeException> bodyWithBallast(WeakReference<?>[] captured) {
    int[] ballast = new int[1_000];
    captured[0] = new WeakReference<>(ballast);
    return () -> ballast.length;
  }

  // --- futures that live for long

  @Test
  void whatHasTimedOutIsNotKeptByWhatIsStillUnderWay() throws Exception {
    runLookingForGarbage(
        () -> {
          Future<String> closing = EventLoop.running().createFuture();
          WeakReference<Future<String>> other =
              new WeakReference<>(EventLoop.running().createFuture());
          for (Future<String> next : asCompleted(List.of(closing, other.get()), MOMENT)) {
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(next::await);
          }

          assertCollected(other);
          closing.cancel();
        });
  }

  /// The loop over it was left early, again and again.
  @Test
  void whatNobodyAsksForAnyMoreIsNotKeptByWhatIsStillUnderWay() throws Exception {
    runLookingForGarbage(
        () -> {
          Future<String> closing = EventLoop.running().createFuture();
          WeakReference<Future<String>> other =
              new WeakReference<>(EventLoop.running().createFuture());
          takeFirst(closing, other.get());

          assertCollected(
              other,
              () -> {
                for (int i = 0; i < 100; i++) {
                  takeFirst(closing, EventLoop.running().createFuture());
                }
              });
          closing.cancel();
        });
  }

  private static void takeFirst(Future<String> closing, Future<String> other) throws Exception {
    Future<String> quick = EventLoop.running().createFuture();
    quick.setResult("first");
    for (Future<String> next : asCompleted(List.of(closing, other, quick))) {
      assertThat(next.await()).isEqualTo("first");
      break;
    }
  }

  /// Nobody has the iterator any more, but somebody waits for what it has handed out.
  @Test
  void whatSomebodyWaitsForIsKept() throws Exception {
    runLookingForGarbage(
        () -> {
          Future<String> closing = EventLoop.running().createFuture();
          List<String> trail = new ArrayList<>();
          asCompleted(List.of(closing))
              .iterator()
              .next()
              .addDoneCallback(next -> trail.add(next.failure() + "" + next.isCancelled()));
          for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 100; j++) {
              takeFirst(closing, EventLoop.running().createFuture());
            }
            System.gc();
          }
          closing.cancel();
          Async.yieldNow();
          Async.yieldNow();
          assertThat(trail).containsExactly("Optional.emptytrue");
        });
  }

  @Test
  void aGatherThatHasFailedIsNotKeptByWhatIsStillUnderWay() throws Exception {
    runLookingForGarbage(
        () -> {
          Future<String> closing = EventLoop.running().createFuture();
          Future<String> failing = EventLoop.running().createFuture();
          WeakReference<Future<?>> gathered = new WeakReference<>(Async.gather(closing, failing));
          failing.setException(new IOException("gone"));
          assertThatExceptionOfType(IOException.class).isThrownBy(() -> gathered.get().await());

          assertCollected(gathered);
          closing.cancel();
        });
  }

  // --- loops

  static Stream<Named<Action<Exception>>> programs() {
    return Stream.of(
        program("does nothing", () -> {}),
        program("sleeps", () -> Async.sleep(Duration.ofMillis(1))),
        program("leaves tasks behind", () -> Async.spawn(() -> Async.sleep(LONG))),
        program("calls what blocks", () -> Blocking.call(() -> "result")),
        program("blocks", () -> Thread.sleep(1)),
        program("leaves timers behind", () -> EventLoop.running().callLater(LONG, () -> {})),
        program("starts a platform thread", () -> keep(Thread.ofPlatform()::start)),
        program("starts a virtual thread", () -> keep(Thread::startVirtualThread)),
        program("has a thread start another", LeaksTest::startGrandchild));
  }

  private static Named<Action<Exception>> program(String name, Action<Exception> program) {
    return Named.of(name, program);
  }

  /// Threads that outlive their loops, until the end of all tests.
  private static final List<Thread> SURVIVORS = new ArrayList<>();

  private interface Starter {
    Thread start(Runnable body);
  }

  private static void keep(Starter starter) {
    SURVIVORS.add(starter.start(LeaksTest::parkForEver));
  }

  private static void startGrandchild() throws InterruptedException {
    Thread.startVirtualThread(() -> keep(Thread::startVirtualThread)).join();
  }

  private static void parkForEver() {
    while (!Thread.currentThread().isInterrupted()) {
      LockSupport.park();
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void aLoopThatHasEndedIsCollectedWhatever(Action<Exception> program) throws Exception {
    assertCollected(run(program), () -> run(Async::yieldNow));

    SURVIVORS.forEach(Thread::interrupt);
    SURVIVORS.clear();
  }

  private static WeakReference<EventLoop> run(Action<Exception> program) throws Exception {
    return EventLoop.run(
        () -> {
          program.run();
          return new WeakReference<>(EventLoop.running());
        });
  }

  // --- suspended tasks

  /// Their threads, and what their `finally` has said.
  private final List<Thread> threads = new ArrayList<>();

  private int cleanedUp;

  private void waitAndCleanUp(Action<?> wait) throws Exception {
    threads.add(Thread.currentThread());
    try {
      wait.run();
    } finally {
      cleanedUp++;
    }
  }

  /// Tasks that wait in all sorts of ways; all of them have begun when this returns.
  private void spawnWaitingTasks() {
    Lock lock = new Lock();
    Event event = new Event();
    lock.acquire();
    List<Action<?>> waits =
        List.of(
            () -> Async.sleep(LONG),
            () -> lock.acquire(),
            event::await,
            () -> EventLoop.running().createFuture().await(),
            () -> TaskGroup.run(group -> group.spawn(event::await)),
            () -> Async.timeout(LONG, () -> event.await()),
            () -> Blocking.call(() -> new CountDownLatch(1).await()));
    waits.forEach(wait -> Async.spawn(() -> waitAndCleanUp(wait)));
    Async.yieldNow();
  }

  private void assertAllHaveEnded(int tasks) {
    assertThat(cleanedUp).isEqualTo(tasks);
    assertThat(threads)
        .hasSize(tasks)
        .allSatisfy(thread -> assertThat(thread.join(Duration.ofSeconds(10))).isTrue());
  }

  @Test
  void noTaskSurvivesTheEndOfMain() {
    EventLoop.run(this::spawnWaitingTasks);

    assertAllHaveEnded(7);
  }

  @Test
  void noTaskSurvivesTheFailureOfMain() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      spawnWaitingTasks();
                      throw new IllegalStateException("main failed");
                    }))
        .withMessage("main failed");

    assertAllHaveEnded(7);
  }

  @Test
  void noTaskSurvivesADeadlock() {
    assertThatExceptionOfType(DeadlockException.class)
        .isThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      Event never = new Event();
                      for (int i = 0; i < 3; i++) {
                        Async.spawn(() -> waitAndCleanUp(never::await));
                      }
                      never.await();
                    }));

    assertAllHaveEnded(3);
  }

  @Test
  void aTaskThatWaitsAgainAfterItsCancellationIsCancelledAgain() {
    int[] cancellations = {0};
    EventLoop.run(
        () -> {
          Async.spawn(() -> waitAndCleanUp(() -> refuseToEnd(cancellations)));
          Async.yieldNow();
        });

    assertThat(cancellations[0]).isEqualTo(5);
    assertAllHaveEnded(1);
  }

  /// Waits for what never comes, again and again, until it was cancelled five times.
  private static void refuseToEnd(int[] cancellations) {
    while (cancellations[0] < 5) {
      try {
        new Event().await();
      } catch (CancelledError swallowed) {
        cancellations[0]++;
      }
    }
  }

  @Test
  void tasksThatAreStartedDuringTheEndEndToo() {
    EventLoop.run(
        () -> {
          Async.spawn(
              () -> {
                try {
                  waitAndCleanUp(() -> Async.sleep(LONG));
                } finally {
                  Async.spawn(() -> waitAndCleanUp(() -> Async.sleep(LONG)));
                }
              });
          Async.yieldNow();
        });

    assertAllHaveEnded(2);
  }
}
