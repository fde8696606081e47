package dev.baton.testing;

import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancelEverywhereTest {
  /// What happened in each run; each is run twice, to compare.
  private final List<String> stories = new ArrayList<>();

  private Action<RuntimeException> telling(Action<RuntimeException> program) {
    return () -> {
      try {
        program.run();
        stories.add("ended");
      } catch (CancelledError cancelled) {
        stories.add("cancelled");
        throw cancelled;
      }
    };
  }

  @Test
  void eachMomentIsTriedInTurn() {
    Exploration found =
        Explorer.fifo()
            .cancelEverywhere()
            .check(
                telling(
                    () -> {
                      yieldNow();
                      Async.sleep(Duration.ofSeconds(1));
                    }));

    assertThat(found.schedules())
        .as(
            "undisturbed; before the first step, as it yields, as it goes on, as it sleeps, as it"
                + " wakes")
        .isEqualTo(6);
    assertThat(stories).startsWith("ended", "ended", "cancelled", "cancelled");
  }

  @Test
  void aTaskIsAlsoCancelledBeforeItsFirstStep() {
    List<String> started = new ArrayList<>();
    Explorer.fifo()
        .cancelEverywhere()
        .check(
            () -> {
              started.add("-");
              TaskGroup.run(group -> group.spawn(() -> started.add("child")));
            });
    assertThat(String.join(" ", started)).contains("- child - child").contains("- - -");
  }

  @Test
  void whatIsLostByACancellationIsFound() {
    Exploration found = Explorer.fifo().cancelEverywhere().explore(Leaky::play);
    assertThat(found.failures()).isPositive().isLessThan(found.schedules());
    assertThat(found.firstFailing()).startsWith("cancel:");
    assertThat(Explorer.replay(found.firstFailing()).explore(Leaky::play).firstFailure())
        .hasMessage(found.firstFailure().getMessage());
  }

  /// Two places, which somebody who is cancelled does not give back.
  private static final class Leaky {
    private int free = 2;

    @Suspends
    static void play() {
      Leaky places = new Leaky();
      try {
        TaskGroup.run(
            group -> {
              group.spawn(places::use);
              group.spawn(places::use);
            });
      } finally {
        if (places.free != 2) {
          throw new IllegalStateException(places.free + " free, not 2");
        }
      }
    }

    @Suspends
    private void use() {
      free--;
      yieldNow();
      free++;
    }
  }

  @Test
  void ordersAndCancellationsAreCombined() {
    Exploration orders = Explorer.exhaustive(1_000).explore(CancelEverywhereTest::twoTasks);
    Exploration both =
        Explorer.exhaustive(1_000).cancelEverywhere().check(CancelEverywhereTest::twoTasks);
    assertThat(both.schedules()).isGreaterThan(orders.schedules() * 5);
  }

  @Suspends
  private static void twoTasks() {
    TaskGroup.run(
        group -> {
          group.spawn(Async::yieldNow);
          group.spawn(Async::yieldNow);
        });
  }

  @Test
  void whoSwallowsACancellationMayEnd() {
    Exploration found =
        Explorer.fifo()
            .cancelEverywhere()
            .check(
                telling(
                    () -> {
                      try {
                        yieldNow();
                      } catch (CancelledError refused) {
                        yieldNow();
                      }
                    }));
    assertThat(found.failures()).isZero();
    assertThat(stories).contains("ended");
  }
}
