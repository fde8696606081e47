package dev.baton.api;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.EventLoop;
import dev.baton.Handle;
import dev.baton.TaskGroup;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Callbacks, timers and sleeps.
class SchedulingTest {
  private final List<String> trail = new ArrayList<>();

  @Test
  void callbacksRunInTheNextTurnInOrder() {
    VirtualLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          loop.callSoon(
              () -> {
                trail.add("a");
                loop.callSoon(() -> trail.add("c, a turn later"));
              });
          loop.callSoon(() -> trail.add("b"));
          trail.add("main");
          yieldNow();
          trail.add("main again");
          yieldNow();
        });
    assertThat(trail).containsExactly("main", "a", "b", "main again", "c, a turn later");
  }

  @Test
  void timersRunWhenTheyAreDueAndTiesInTheOrderInWhichTheyWereSet() {
    VirtualLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          loop.callLater(ms(20), () -> trail.add("c at " + now()));
          loop.callLater(ms(10), () -> trail.add("a at " + now()));
          loop.callAt(ms(10).toNanos(), () -> trail.add("b at " + now()));
          loop.callAt(0, () -> trail.add("overdue at " + now()));
          sleep(ms(30));
        });
    assertThat(trail).containsExactly("overdue at 0", "a at 10", "b at 10", "c at 20");
  }

  @Test
  void aCancelledCallbackDoesNotRun() {
    VirtualLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          Handle soon = loop.callSoon(() -> trail.add("soon"));
          Handle later = loop.callLater(ms(10), () -> trail.add("later"));
          Handle kept = loop.callLater(ms(10), () -> trail.add("kept"));
          soon.cancel();
          later.cancel();
          later.cancel();
          assertThat(soon.isCancelled()).isTrue();
          assertThat(later.isCancelled()).isTrue();
          assertThat(kept.isCancelled()).isFalse();

          sleep(ms(20));
          kept.cancel(); // has run
          sleep(ms(20));
        });
    assertThat(trail).containsExactly("kept");
  }

  @Test
  void aCallbackThatIsDueMayCancelTheNext() {
    VirtualLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          List<Handle> next = new ArrayList<>();
          loop.callLater(ms(10), () -> next.getFirst().cancel());
          next.add(loop.callLater(ms(10), () -> trail.add("next")));
          sleep(ms(20));
        });
    assertThat(trail).isEmpty();
  }

  @Test
  void needsACallback() {
    VirtualLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          for (Runnable use :
              List.<Runnable>of(
                  () -> loop.callSoon(null),
                  () -> loop.callLater(ms(1), null),
                  () -> loop.callAt(0, null),
                  () -> loop.callSoonThreadsafe(null))) {
            assertThatThrownBy(use::run)
                .isInstanceOf(NullPointerException.class)
                .hasMessage("callback");
          }
        });
  }

  @Test
  void sleepersWakeInTheOrderOfTheirTimes() {
    VirtualLoop.run(
        () ->
            TaskGroup.run(
                group -> {
                  for (long millis : new long[] {30, 10, 20, 10}) {
                    group.spawn(
                        () -> {
                          sleep(ms(millis));
                          trail.add(millis + " at " + now());
                        });
                  }
                }));
    assertThat(trail).containsExactly("10 at 10", "10 at 10", "20 at 20", "30 at 30");
  }

  @Test
  void sleepingForNoTimeLetsTheOthersRunOnce() {
    VirtualLoop.run(
        () -> {
          for (Duration none : List.of(Duration.ZERO, ms(-1), Duration.ofSeconds(Long.MIN_VALUE))) {
            spawn(() -> trail.add("other"));
            sleep(none);
            trail.add("main at " + now());
          }
        });
    assertThat(trail)
        .containsExactly("other", "main at 0", "other", "main at 0", "other", "main at 0");
  }

  @Test
  void aSleepMayBeLongerThanAnyTime() {
    VirtualLoop.run(
        () -> {
          var longest = spawn(() -> sleep(ChronoUnit.FOREVER.getDuration()));
          var shorter = spawn(() -> sleep(Duration.ofDays(365_000)));
          sleep(ms(10));
          assertThat(longest.isDone()).isFalse();
          assertThat(shorter.isDone()).isFalse();
          assertThat(now()).isEqualTo(10);
        });
  }

  @Test
  void aDayPassesInAMomentUnderAVirtualClock() {
    VirtualLoop.run(
        () -> {
          sleep(Duration.ofDays(1));
          assertThat(EventLoop.running().time()).isEqualTo(Duration.ofDays(1).toNanos());
        });
  }

  @Test
  void aSleepOnTheRealClockIsNeverTooShort() {
    EventLoop.run(
        () -> {
          for (int micros = 1; micros <= 2_000; micros += 333) {
            long before = System.nanoTime();
            sleep(Duration.ofNanos(micros * 1_000L));
            assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(micros * 1_000L);
          }
        });
  }

  @Test
  void isUsedOnTheLoopsThreadOnly() throws Exception {
    VirtualLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          List<Runnable> uses =
              List.of(
                  () -> loop.callSoon(() -> {}),
                  () -> loop.callLater(ms(1), () -> {}),
                  () -> loop.callAt(1, () -> {}),
                  () -> loop.openSource("x"),
                  loop::allTasks);
          Thread foreign =
              Thread.ofPlatform()
                  .name("foreign")
                  .start(() -> uses.forEach(use -> trail.add(refusal(use))));
          foreign.join();
        });
    assertThat(trail)
        .hasSize(5)
        .containsOnly(
            "this belongs to a loop that does not run on thread \"foreign\"; from other threads"
                + " use callSoonThreadsafe(...)");
  }

  private static String refusal(Runnable use) {
    try {
      use.run();
      return "accepted";
    } catch (IllegalStateException refused) {
      return refused.getMessage();
    }
  }
}
