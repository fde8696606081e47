package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.sync.Event;
import dev.baton.testing.VirtualClock;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// Large numbers, in heaps that are small for them: what leaks does not end well here.
///
/// Handing the baton off takes many times as long as mounting, so there the numbers are smaller.
@Tag("slow")
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
class ScaleTest {
  private static final Duration LIMIT = Duration.ofSeconds(170);
  private static final Duration DAY = Duration.ofDays(1);

  private static int mountedOrElse(int mounted, int handedOff) {
    return Mode.mounted() ? mounted : handedOff;
  }

  private static void assertEndsWell(Class<?> program, String... flags) throws Exception {
    try (ChildProcess child = ChildJvm.of(program).flags(flags).limit(LIMIT).start()) {
      assertThat(child.output()).isEqualTo("done");
      assertThat(child.exitCode()).isZero();
    }
  }

  @Test
  void aMillionTasksSleepAtOnceInTwoGigabytes() throws Exception {
    assertEndsWell(Sleepers.class, "-Xmx2g", "-Xms2g", "-XX:+UseParallelGC");
  }

  static final class Sleepers {
    private static final int TASKS = mountedOrElse(1_000_000, 100_000);

    private static int asleep;
    private static int woken;

    private Sleepers() {}

    public static void main(String[] args) {
      EventLoop.builder()
          .clock(new VirtualClock())
          .blockedAfter(DAY)
          .run(
              () ->
                  TaskGroup.run(
                      group -> {
                        for (int i = 0; i < TASKS; i++) {
                          group.spawn(Sleepers::sleep);
                        }
                      }));
      System.out.println(woken == TASKS ? "done" : woken + " of " + TASKS + " woke");
    }

    private static void sleep() {
      asleep++;
      Async.sleep(DAY);
      woken += asleep == TASKS ? 1 : 0; // all of them slept at once
    }
  }

  @Test
  void tenMillionTimeoutsThatNeverFireLeaveNothingBehind() throws Exception {
    assertEndsWell(Timeouts.class, "-Xmx64m", "-XX:+UseSerialGC");
  }

  static final class Timeouts {
    private static final int TIMES = 10_000_000;

    private Timeouts() {}

    public static void main(String[] args) {
      int[] run = {0};
      EventLoop.builder()
          .blockedAfter(DAY)
          .run(
              () -> {
                for (int i = 0; i < TIMES; i++) {
                  Async.timeout(DAY, () -> run[0]++);
                }
              });
      System.out.println(run[0] == TIMES ? "done" : run[0] + " of " + TIMES);
    }
  }

  @Test
  void tenMillionCancelledTimersLeaveNothingBehind() throws Exception {
    assertEndsWell(Timers.class, "-Xmx64m", "-XX:+UseSerialGC");
  }

  static final class Timers {
    private static final int TIMES = 10_000_000;

    private Timers() {}

    public static void main(String[] args) {
      EventLoop.builder()
          .blockedAfter(DAY)
          .run(
              () -> {
                EventLoop loop = EventLoop.running();
                for (int i = 0; i < TIMES; i++) {
                  loop.callLater(DAY.plusNanos(i), () -> {}).cancel();
                }
              });
      System.out.println("done");
    }
  }

  @Test
  void tasksThatEndAndWaitersThatAreCancelledLeaveNothingBehind() throws Exception {
    assertEndsWell(Waiters.class, "-Xmx24m", "-XX:+UseSerialGC");
  }

  /// Every round starts a task, lets it wait for what never comes, and cancels it.
  static final class Waiters {
    private static final int ROUNDS = mountedOrElse(500_000, 30_000);

    private Waiters() {}

    public static void main(String[] args) throws Exception {
      EventLoop.builder().blockedAfter(DAY).run(Waiters::rounds);
      System.out.println("done");
    }

    private static void rounds() {
      Event event = new Event();
      Future<String> shared = EventLoop.running().createFuture();
      for (int i = 0; i < ROUNDS; i++) {
        int[] ballast = new int[i % 2 == 0 ? 0 : 64];
        Task<Integer> task =
            Async.spawn(
                () -> {
                  if (ballast.length == 0) {
                    event.await();
                  } else {
                    Async.shield(shared).await();
                  }
                  return ballast.length;
                });
        Async.yieldNow();
        task.cancel();
        Async.yieldNow();
        Async.yieldNow();
      }
    }
  }
}
