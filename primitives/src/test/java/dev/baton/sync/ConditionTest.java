package dev.baton.sync;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static dev.baton.api.VirtualLoop.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.api.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionTest {
  private final Condition changed = new Condition();
  private final List<String> trail = new ArrayList<>();
  private int stock;

  private Task<Void> waiter(String name) {
    return spawn(
        name,
        () -> {
          try (var _ = changed.acquire()) {
            changed.await();
            trail.add(name + " at " + now());
            sleep(ms(10));
          }
        });
  }

  private void signal(int count) {
    try (var _ = changed.acquire()) {
      changed.signal(count);
    }
  }

  @Test
  void waitingFreesTheLockAndWakingTakesItAgain() {
    VirtualLoop.run(
        () -> {
          waiter("a");
          settle();
          assertThat(changed.locked()).isFalse();

          try (var _ = changed.acquire()) {
            changed.signal();
            sleep(ms(5));
            trail.add("main releases at " + now());
          }
          settle();
          assertThat(changed.locked()).isTrue();
        });
    assertThat(trail).containsExactly("main releases at 6", "a at 6");
  }

  @Test
  void aSignalWakesTheFirstInLine() {
    VirtualLoop.run(
        () -> {
          waiter("a");
          waiter("b");
          waiter("c");
          settle();
          signal(1);
          sleep(ms(50));
          trail.add("next");
          signal(1);
          sleep(ms(50));
        });
    assertThat(trail).containsExactly("a at 1", "next", "b at 51");
  }

  @Test
  void aSignalWakesAsManyAsItSays() {
    VirtualLoop.run(
        () -> {
          for (String name : List.of("a", "b", "c", "d")) {
            waiter(name);
          }
          settle();
          signal(0);
          signal(2);
          sleep(ms(50));
          assertThat(changed).hasToString("Condition [free, 2 waiting]");
          signal(99);
          sleep(ms(50));
          assertThat(changed).hasToString("Condition [free]");
        });
    assertThat(trail).containsExactly("a at 1", "b at 11", "c at 51", "d at 61");
  }

  @Test
  void twoSignalsInOneStepWakeTwo() {
    VirtualLoop.run(
        () -> {
          waiter("a");
          waiter("b");
          waiter("c");
          settle();
          try (var _ = changed.acquire()) {
            changed.signal();
            changed.signal();
          }
          sleep(ms(50));
        });
    assertThat(trail).containsExactly("a at 1", "b at 11");
  }

  @Test
  void signalAllWakesAllWhoWaitNow() {
    VirtualLoop.run(
        () -> {
          waiter("a");
          waiter("b");
          settle();
          try (var _ = changed.acquire()) {
            changed.signalAll();
          }
          waiter("too late");
          sleep(ms(50));
        });
    assertThat(trail).containsExactly("a at 1", "b at 11");
  }

  @Test
  void aSignalThatNobodyWaitsForIsGone() {
    VirtualLoop.run(
        () -> {
          signal(5);
          waiter("a");
          sleep(ms(50));
          assertThat(changed).hasToString("Condition [free, 1 waiting]");
        });
    assertThat(trail).isEmpty();
  }

  @Test
  void waitForLooksAtOnceAndAfterEachSignal() {
    VirtualLoop.run(
        () -> {
          Task<Void> consumer =
              spawn(
                  () -> {
                    try (var _ = changed.acquire()) {
                      changed.waitFor(this::enough);
                      trail.add("enough: " + stock);
                      changed.waitFor(this::enough); // does not wait
                    }
                  });
          for (int i = 0; i < 3; i++) {
            settle();
            stock++;
            signal(1);
          }
          settle();
          assertThat(consumer.isDone()).isTrue();
        });
    assertThat(trail)
        .containsExactly("look: 0", "look: 1", "look: 2", "look: 3", "enough: 3", "look: 3");
  }

  private boolean enough() {
    trail.add("look: " + stock);
    return stock == 3;
  }

  @Test
  void oneLockMayHaveSeveralConditions() {
    VirtualLoop.run(
        () -> {
          Lock lock = new Lock("shared");
          Condition notEmpty = new Condition(lock);
          Condition notFull = new Condition(lock);
          spawn(
              () -> {
                try (var _ = notEmpty.acquire()) {
                  notEmpty.await();
                  trail.add("not empty");
                }
              });
          spawn(
              () -> {
                try (var _ = lock.acquire()) {
                  notFull.await();
                  trail.add("not full");
                }
              });
          settle();
          try (var _ = lock.acquire()) {
            assertThat(notFull.locked()).isTrue();
            notFull.signalAll();
          }
          settle();
          trail.add("then");
          try (var _ = lock.acquire()) {
            notEmpty.signalAll();
          }
          settle();
        });
    assertThat(trail).containsExactly("not full", "then", "not empty");
  }

  @Test
  void needsItsLock() {
    VirtualLoop.run(
        () -> {
          String remedy = " needs the lock; call it inside try (var held = condition.acquire())";
          assertThatThrownBy(changed::await)
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("Condition.await()" + remedy);
          assertThatThrownBy(changed::signal)
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("Condition.signal()" + remedy);
          assertThatThrownBy(changed::signalAll)
              .isInstanceOf(IllegalStateException.class)
              .hasMessageEndingWith(remedy);
          assertThatThrownBy(() -> changed.waitFor(() -> false))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("Condition.await()" + remedy);
          assertThatThrownBy(changed::release)
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("Lock is not held; release() must follow acquire()");
        });
  }

  @Test
  void isAwaitedByTasksOnlyAndKeepsTheLockWhenItRefuses() {
    VirtualLoop.run(
        () -> {
          changed.acquire();
          EventLoop.running()
              .callSoon(
                  () ->
                      assertThatThrownBy(changed::await)
                          .isInstanceOf(IllegalStateException.class)
                          .hasMessage(
                              "Condition.await() must be called from a task; start one with"
                                  + " EventLoop.run(...)"));
          yieldNow();
          assertThat(changed.locked()).isTrue();
        });
  }

  @Test
  void tellsItsState() {
    VirtualLoop.run(
        () -> {
          assertThat(changed).hasToString("Condition [free]");
          changed.acquire();
          assertThat(changed).hasToString("Condition [locked]");
          changed.release();
          waiter("a");
          settle();
          assertThat(changed).hasToString("Condition [free, 1 waiting]");
        });
  }
}
