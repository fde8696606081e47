package dev.baton.api;

import static dev.baton.Async.currentTask;
import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.baton.Blocker;
import dev.baton.DeadlockException;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Label;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.sync.Lock;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnPrimitiveTest {
  /// A primitive of a user's own, for as long as this test needs it: nobody gives it back.
  private static final class Gate implements Blocker {
    private final String name;
    private final Future<Void> open = EventLoop.running().createFuture(this);
    private Task<?> guard;

    Gate(String name) {
      this.name = name;
    }

    void guard() {
      guard = currentTask();
    }

    @Override
    public List<Task<?>> blockedBy() {
      return guard == null ? List.of() : List.of(guard);
    }

    @Override
    public Label label() {
      return new Label(Label.Sort.HELD, "Gate", name, guard == null ? "open" : "guarded");
    }
  }

  @Test
  void aRingOverOnesOwnPrimitivesIsDrawnAndTheirHoldersAreNamed() {
    Throwable deadlock =
        catchThrowable(
            () ->
                EventLoop.builder()
                    .run(
                        () -> {
                          Gate north = new Gate("north [locked");
                          Gate south = new Gate("the \"south\"");
                          TaskGroup.run(
                              group -> {
                                group.spawn("anna", () -> guardAndAwait(north, south));
                                group.spawn("ben", () -> guardAndAwait(south, north));
                              });
                        }));

    assertThat(deadlock)
        .isInstanceOf(DeadlockException.class)
        .hasMessageContaining("has        Gate \"north [locked\"\n")
        .hasMessageContaining("has        Gate \"the \"south\"\"\n")
        .hasMessageContaining("waits for  Gate \"north [locked\" at ")
        .hasMessageContaining(
            "anna -> Gate \"the \"south\"\" -> ben -> Gate \"north [locked\" -> anna");
  }

  @Suspends
  private static void guardAndAwait(Gate mine, Gate other) throws Exception {
    mine.guard();
    yieldNow();
    other.open.await();
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
