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
import dev.baton.testkit.Nightly;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// Large numbers, in heaps that are small for them: what leaks does not end well here.
///
/// Handing the baton off takes many times as long as mounting, so there the numbers are smaller.
@Tag("process")
@Timeout(value = 180, threadMode = ThreadMode.SEPARATE_THREAD)
class ScaleTest {
  private static final Duration LIMIT = Duration.ofSeconds(170);
  private static final Duration DAY = Duration.ofDays(1);

  /// What leaked a few bytes each time would not fit into the heap.
  private static final int MANY = Nightly.amount(2_000_000, 10_000_000);

  private static final String HEAP = Nightly.either("-Xmx16m", "-Xmx64m");

  private static int mountedOrElse(int mounted, int handedOff) {
    return Mode.mounted() ? mounted : handedOff;
  }

  /// @param what what is counted
  private static void assertEndsWell(Class<?> program, int count, String what, String... flags)
      throws Exception {
    try (var _ = Nightly.measure("%,d %s".formatted(count, what));
        ChildProcess child =
            ChildJvm.of(program).flags(flags).limit(LIMIT).start(Integer.toString(count))) {
      assertThat(child.output()).isEqualTo("done");
      assertThat(child.exitCode()).isZero();
    }
  }

  @Test
  void aMillionTasksSleepAtOnceInTwoGigabytesOrAFifthInAFifth() throws Exception {
    int tasks = mountedOrElse(Nightly.amount(200_000, 1_000_000), 100_000);
    String heap = Nightly.either("400m", "2g");
    assertEndsWell(
        Sleepers.class,
        tasks,
        "tasks asleep at once",
        "-Xmx" + heap,
        "-Xms" + heap,
        "-XX:+UseParallelGC");
  }

  static final class Sleepers {
    private static int tasks;
    private static int asleep;
    private static int woken;

    private Sleepers() {}

    public static void main(String[] args) {
      tasks = Integer.parseInt(args[0]);
      EventLoop.builder()
          .clock(new VirtualClock())
          .blockedAfter(DAY)
          .run(
              () ->
                  TaskGroup.run(
                      group -> {
                        for (int i = 0; i < tasks; i++) {
                          group.spawn(Sleepers::sleep);
                        }
                      }));
      System.out.println(woken == tasks ? "done" : woken + " of " + tasks + " woke");
    }

    private static void sleep() {
      asleep++;
      Async.sleep(DAY);
      woken += asleep == tasks ? 1 : 0; // all of them slept at once
    }
  }

  @Test
  void millionsOfTimeoutsThatNeverFireLeaveNothingBehind() throws Exception {
    assertEndsWell(Timeouts.class, MANY, "timeouts that never fire", HEAP, "-XX:+UseSerialGC");
  }

  static final class Timeouts {
    private Timeouts() {}

    public static void main(String[] args) {
      int times = Integer.parseInt(args[0]);
      int[] run = {0};
      EventLoop.builder()
          .blockedAfter(DAY)
          .run(
              () -> {
                for (int i = 0; i < times; i++) {
                  Async.timeout(DAY, () -> run[0]++);
                }
              });
      System.out.println(run[0] == times ? "done" : run[0] + " of " + times);
    }
  }

  @Test
  void millionsOfCancelledTimersLeaveNothingBehind() throws Exception {
    assertEndsWell(Timers.class, MANY, "cancelled timers", HEAP, "-XX:+UseSerialGC");
  }

  static final class Timers {
    private Timers() {}

    public static void main(String[] args) {
      int times = Integer.parseInt(args[0]);
      EventLoop.builder()
          .blockedAfter(DAY)
          .run(
              () -> {
                EventLoop loop = EventLoop.running();
                for (int i = 0; i < times; i++) {
                  loop.callLater(DAY.plusNanos(i), () -> {}).cancel();
                }
              });
      System.out.println("done");
    }
  }

  @Test
  void tasksThatEndAndWaitersThatAreCancelledLeaveNothingBehind() throws Exception {
    int rounds = mountedOrElse(500_000, 30_000);
    assertEndsWell(Waiters.class, rounds, "waiters cancelled", "-Xmx24m", "-XX:+UseSerialGC");
  }

  /// Every round starts a task, lets it wait for what never comes, and cancels it.
  static final class Waiters {
    private Waiters() {}

    public static void main(String[] args) throws Exception {
      EventLoop.builder().blockedAfter(DAY).run(() -> rounds(Integer.parseInt(args[0])));
      System.out.println("done");
    }

    private static void rounds(int rounds) {
      Event event = new Event();
      Future<String> shared = EventLoop.running().createFuture();
      for (int i = 0; i < rounds; i++) {
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
