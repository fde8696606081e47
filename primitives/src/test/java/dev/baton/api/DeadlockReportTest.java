package dev.baton.api;

import static dev.baton.Async.currentTask;
import static dev.baton.Async.gather;
import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.baton.Action;
import dev.baton.DeadlockException;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.sync.Lock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What reports say, some of them to the last letter.
class DeadlockReportTest {
  /// Lines of this file, in the order in which the expected report names them.
  private final List<Integer> lines = new ArrayList<>();

  private static String reportOf(Action<?> main) {
    return catchThrowableOfType(DeadlockException.class, () -> VirtualLoop.run(main)).getMessage();
  }

  /// With the places of the test's method, at the next of `lines` each, for every `here`.
  private String expected(String method, String text) {
    String place = "DeadlockReportTest." + method + "(DeadlockReportTest.java:%d)";
    return String.format(text.replace("here", place), lines.toArray());
  }

  @Test
  void twoLocksThatTwoTasksWantInOppositeOrder() {
    Lock a = new Lock("A");
    Lock b = new Lock("B");
    int[] line = new int[5];
    String report =
        reportOf(
            () -> {
              Action<Exception> first =
                  () -> {
                    line[1] = Lines.here() + 1;
                    try (var _ = a.acquire()) {
                      sleep(ms(1_500));
                      line[2] = Lines.here() + 1;
                      try (var _ = b.acquire()) {}
                    }
                  };
              Action<Exception> second =
                  () -> {
                    line[3] = Lines.here() + 1;
                    try (var _ = b.acquire()) {
                      sleep(ms(1_500));
                      line[4] = Lines.here() + 1;
                      try (var _ = a.acquire()) {}
                    }
                  };
              line[0] = Lines.here() + 1;
              TaskGroup.run(
                  group -> {
                    group.spawn("ann", first);
                    group.spawn("robert", second);
                  });
            });
    for (int i : line) {
      lines.add(i);
    }

    assertThat(report)
        .isEqualTo(
            expected(
                "twoLocksThatTwoTasksWantInOppositeOrder",
                """
                DEADLOCK: 3 tasks can never run again (loop time 1.5 s)

                  main    waits for  TaskGroup at here
                  ann     has        Lock "A", taken at here
                          waits for  Lock "B" at here
                  robert  has        Lock "B", taken at here
                          waits for  Lock "A" at here

                  ann -> Lock "B" -> robert -> Lock "A" -> ann   <- the ring\
                """));
  }

  @Test
  void aRingThatIsReachedOverATail() {
    Lock a = new Lock("A");
    Lock b = new Lock("B");
    Lock c = new Lock("C");
    String report =
        reportOf(
            () -> {
              spawn("tail", () -> takeBoth(a, b));
              spawn("x", () -> takeBoth(b, c));
              spawn("y", () -> takeBoth(c, b));
              a.acquire(); // before they start
              yieldNow();
              a.release();
              a.acquire();
            });
    assertThat(report).endsWith("\n  x -> Lock \"C\" -> y -> Lock \"B\" -> x   <- the ring");
    assertThat(report).contains("  main  waits for  Lock \"A\" at ");
    assertThat(report).contains("  tail  has        Lock \"A\", taken at ");
  }

  private static void takeBoth(Lock first, Lock second) {
    try (var _ = first.acquire()) {
      yieldNow();
      yieldNow();
      try (var _ = second.acquire()) {}
    }
  }

  @Test
  void aRingOfThreeWithATail() {
    Lock a = new Lock("A");
    Lock b = new Lock("B");
    Lock c = new Lock("C");
    Lock d = new Lock("D");
    String report =
        reportOf(
            () ->
                TaskGroup.run(
                    group -> {
                      group.spawn("a", () -> takeBoth(a, b));
                      group.spawn("b", () -> takeBoth(b, c));
                      group.spawn("c", () -> takeBoth(c, d));
                      group.spawn("d", () -> takeBoth(d, b));
                    }));
    assertThat(report)
        .endsWith("\n  b -> Lock \"C\" -> c -> Lock \"D\" -> d -> Lock \"B\" -> b   <- the ring");
  }

  @Test
  void aTaskThatAcquiresItsLockTwice() {
    Lock lock = new Lock("A");
    String report =
        reportOf(
            () -> {
              lines.add(Lines.here() + 1);
              try (var _ = lock.acquire()) {
                lines.add(Lines.here() + 1);
                lock.acquire();
              }
            });
    assertThat(report)
        .isEqualTo(
            expected(
                "aTaskThatAcquiresItsLockTwice",
                """
                DEADLOCK: 1 task can never run again (loop time 0 s)

                  main  has        Lock "A", taken at here
                        waits for  Lock "A" at here

                  main -> Lock "A" -> main   <- the ring\
                """));
  }

  @Test
  void locksWithoutNamesAreNumbered() {
    Lock a = new Lock();
    Lock b = new Lock();
    String report =
        reportOf(
            () ->
                TaskGroup.run(
                    group -> {
                      group.spawn("x", () -> takeBoth(a, b));
                      group.spawn("y", () -> takeBoth(b, a));
                    }));
    assertThat(report).contains("  x     has        Lock, taken at ");
    assertThat(report).contains("  y     has        Lock #2, taken at ");
    assertThat(report).endsWith("\n  x -> Lock #2 -> y -> Lock -> x   <- the ring");
  }

  @Test
  void aNameIsNotCut() {
    Lock lock = new Lock("accounts [2 of 7]");
    String report =
        reportOf(
            () -> {
              lock.acquire();
              lock.acquire();
            });
    assertThat(report).endsWith("\n  main -> Lock \"accounts [2 of 7]\" -> main   <- the ring");
  }

  @Test
  void tasksThatAwaitEachOther() {
    String report =
        reportOf(
            () -> {
              Future<Task<String>> second = EventLoop.running().createFuture();
              Task<String> a = spawn("a", () -> second.await().await());
              Task<String> b = spawn("b", a::await);
              second.setResult(b);
              a.await();
            });
    assertThat(report).endsWith("\n  a -> b -> a   <- the ring");
  }

  @Test
  void aTaskThatAwaitsItsGroupFromInside() {
    String report =
        reportOf(
            () -> {
              Task<?> main = currentTask();
              TaskGroup.run(group -> group.spawn("child", () -> main.await()));
            });
    assertThat(report).endsWith("\n  main -> TaskGroup -> child -> main   <- the ring");
  }

  @Test
  void aTaskThatGathersItsOwnReader() {
    String report =
        reportOf(
            () -> {
              Future<Task<String>> second = EventLoop.running().createFuture();
              Task<String> other = spawn("other", () -> "ends");
              Task<?> a = spawn("a", () -> gather(other, second.await()).await());
              second.setResult(spawn("b", () -> a.await().toString()));
              a.await();
            });
    assertThat(report).endsWith("\n  a -> gather -> b -> a   <- the ring");
  }

  @Test
  void aLockWhoseHolderHasEnded() {
    Lock lock = new Lock("A");
    String report =
        reportOf(
            () -> {
              Task<?> rude =
                  spawn(
                      "rude",
                      () -> {
                        lines.add(Lines.here() + 1);
                        lock.acquire();
                      });
              rude.await();
              lines.addFirst(Lines.here() + 1);
              lock.acquire();
            });
    assertThat(report)
        .isEqualTo(
            expected(
                "aLockWhoseHolderHasEnded",
                """
                DEADLOCK: 1 task can never run again (loop time 0 s)

                  main  waits for  Lock "A" at here
                  rude  has        Lock "A", taken at here, and has ended

                  No task is left that could wake them.\
                """));
  }
}
