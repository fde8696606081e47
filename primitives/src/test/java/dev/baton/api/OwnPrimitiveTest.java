package dev.baton.api;

import static dev.baton.Async.currentTask;
import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.baton.DeadlockException;
import dev.baton.EventLoop;
import dev.baton.Labelled;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.sync.Lock;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnPrimitiveTest {
  @Test
  void aRingOverOnesOwnPrimitivesIsDrawnAndTheirHoldersAreNamed() {
    Throwable deadlock =
        catchThrowable(
            () ->
                EventLoop.builder()
                    .run(
                        () -> {
                          Gate north = new Gate("north [locked");
                          Gate south = new Gate("the \"south\"\nhall");
                          TaskGroup.run(
                              group -> {
                                group.spawn("anna", () -> guardAndAwait(north, south));
                                group.spawn("b\ne\u001b[1mn", () -> guardAndAwait(south, north));
                              });
                        }));

    assertThat(deadlock)
        .isInstanceOf(DeadlockException.class)
        .hasMessageContaining("has        Gate \"north [locked\"\n")
        .hasMessageContaining(
            "  b\\u000ae\\u001b[1mn  has        Gate \"the \"south\"\\u000ahall\"\n")
        .hasMessageContaining("waits for  Gate \"north [locked\" at ")
        .hasMessageContaining(
            "anna -> Gate \"the \"south\"\\u000ahall\" -> b\\u000ae\\u001b[1mn -> Gate \"north"
                + " [locked\" -> anna");
  }

  @Suspends
  private static void guardAndAwait(Gate mine, Gate other) throws Exception {
    mine.guard();
    yieldNow();
    other.await();
  }

  @Test
  void aPrimitiveThatCannotSayWhatItIsDoesNotHideTheDeadlock() {
    Labelled broken =
        () -> {
          throw new IllegalStateException("no label");
        };

    Throwable deadlock =
        catchThrowable(() -> EventLoop.run(() -> EventLoop.running().createFuture(broken).await()));

    assertThat(deadlock)
        .isInstanceOf(DeadlockException.class)
        .hasMessageContaining("main  waits for  " + broken.getClass().getName());
  }

  @Test
  void aFreeLockHasNoHolder() {
    EventLoop.builder()
        .run(
            () -> {
              Lock lock = new Lock();
              assertThat(lock.holders()).isEmpty();
              try (var held = lock.acquire()) {
                assertThat(lock.holders()).isEqualTo(List.of(currentTask()));
              }
              assertThat(lock.holders()).isEmpty();
            });
  }
}
