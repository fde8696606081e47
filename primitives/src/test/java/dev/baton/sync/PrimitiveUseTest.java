package dev.baton.sync;

import static dev.baton.Async.spawn;
import static dev.baton.api.VirtualLoop.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Action;
import dev.baton.api.VirtualLoop;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Where a primitive may be used: made anywhere, waited for in tasks, on one loop.
class PrimitiveUseTest {
  /// A name, a wait that does not end, and a use that needs no waiting.
  static Stream<Arguments> primitives() {
    Lock lock = new Lock();
    Semaphore semaphore = new Semaphore(0);
    BoundedSemaphore bounded = new BoundedSemaphore(0);
    Event event = new Event();
    Queue<String> queue = new Queue<>();
    Condition condition = new Condition();
    return Stream.of(
        use("Lock [locked, 1 waiting]", () -> takeTwice(lock), lock::release),
        use("Semaphore [0 free, 1 waiting]", semaphore::acquire, semaphore::release),
        use("BoundedSemaphore [0 free, 1 waiting]", bounded::acquire, bounded::acquire),
        use("Event [not set, 1 waiting]", event::await, event::set),
        use("Condition [free, 1 waiting]", () -> awaitSignal(condition), condition::signal),
        use("Queue [0 items, 1 waiting to get]", queue::get, () -> queue.putNowait("x")));
  }

  private static Arguments use(String text, Action<?> wait, Action<?> other) {
    return Arguments.of(text, wait, other);
  }

  private static void takeTwice(Lock lock) {
    lock.acquire();
    lock.acquire();
  }

  private static void awaitSignal(Condition condition) {
    try (var _ = condition.acquire()) {
      condition.await();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("primitives")
  void servesTheTasksOfOneLoop(String text, Action<Exception> wait, Action<Exception> other) {
    VirtualLoop.run(
        () -> {
          spawn(wait);
          settle();
        });
    String refusal = "belongs to another loop; a primitive serves the tasks of one loop";
    VirtualLoop.run(
        () -> {
          assertThatThrownBy(wait::run)
              .isInstanceOf(IllegalStateException.class)
              .hasMessageEndingWith(refusal);
          assertThatThrownBy(other::run)
              .isInstanceOf(IllegalStateException.class)
              .hasMessageEndingWith(refusal);
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("primitives")
  void isWaitedForInTasks(String text, Action<Exception> wait, Action<Exception> other) {
    assertThatThrownBy(wait::run)
        .isInstanceOf(IllegalStateException.class)
        .message()
        .matches(
            "(.* must be called from a task; start one with EventLoop.run\\(...\\))"
                + "|(no loop is running here; call this from a task, started with .*)");
  }

  @Test
  void canBeMadeAndPreparedBeforeAnyLoop() {
    Lock lock = new Lock();
    Semaphore semaphore = new Semaphore(0);
    Event event = new Event();
    Queue<String> queue = new Queue<>(1);
    Barrier barrier = new Barrier(1);

    semaphore.release();
    event.set();
    queue.putNowait("item");
    assertThat(lock.locked()).isFalse();
    assertThat(semaphore.locked()).isFalse();
    assertThat(barrier.broken()).isFalse();

    VirtualLoop.run(
        () -> {
          lock.acquire();
          semaphore.acquire();
          event.await();
          assertThat(queue.get()).isEqualTo("item");
          assertThat(barrier.await()).isZero();
        });
  }

  @Test
  void anEventThatIsSetIsStillItsLoopsOwn() {
    Event event = new Event();
    VirtualLoop.run(
        () -> {
          spawn(event::await);
          settle();
          event.set();
          settle();
        });
    VirtualLoop.run(
        () -> assertThatThrownBy(event::await).isInstanceOf(IllegalStateException.class));
  }

  @Test
  void isNotUsedByOtherThreadsOnceALoopHasIt() throws Exception {
    Event event = new Event("ready");
    VirtualLoop.run(
        () -> {
          spawn(event::await);
          settle();
          Thread foreign =
              Thread.ofPlatform()
                  .start(
                      () ->
                          assertThatThrownBy(event::set).isInstanceOf(IllegalStateException.class));
          foreign.join();
          assertThat(event.isSet()).isFalse();
        });
  }
}
