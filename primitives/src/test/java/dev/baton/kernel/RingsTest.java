package dev.baton.kernel;

import static dev.baton.Async.currentTask;
import static dev.baton.Async.gather;
import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.DeadlockException;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.TimeoutException;
import dev.baton.sync.Lock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tasks that wait for each other while others go on.
class RingsTest {
  private final Lock a = new Lock("A");
  private final Lock b = new Lock("B");
  private final Lock c = new Lock("C");

  /// Takes both, the second after 10 ms.
  @Suspends
  private static void takeBoth(Lock first, Lock second) {
    try (var _ = first.acquire()) {
      sleep(ms(10));
      try (var _ = second.acquire()) {}
    }
  }

  /// Somebody is always about to do something.
  @Suspends
  private static void tick() {
    for (int i = 0; i < 100; i++) {
      sleep(ms(1));
    }
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void aRingIsReportedWhileOthersGoOn() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              spawn("ann", () -> takeBoth(a, b));
              spawn("bob", () -> takeBoth(b, a));
              tick();
            });

    String at = " at RingsTest.takeBoth(RingsTest.java)";
    assertThat(reports)
        .containsExactly(
            """
            deadlock: 2 tasks can never run again unless one of them is cancelled (loop time 10 ms)

              bob  has        Lock "B", taken@
                   waits for  Lock "A"@
              ann  has        Lock "A", taken@
                   waits for  Lock "B"@

              bob -> Lock "A" -> ann -> Lock "B" -> bob   <- the ring\
            """
                .replace("@", at));
    assertThat(Reports.withoutLines(Files.readString(Path.of("README.md"))))
        .contains(reports.getFirst());
  }

  @Test
  void aLoopThatNeverWaitsReportsItToo() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              Future<Task<Void>> partner = EventLoop.running().createFuture();
              Task<Void> first = spawn("first", () -> partner.await().await());
              partner.setResult(spawn("second", () -> first.await()));
              for (int i = 0; i < 1_000; i++) {
                sleep(Duration.ZERO);
              }
            });

    assertThat(reports).singleElement().asString().contains("second -> first -> second");
  }

  /// It comes as the exception that ends the run.
  @Test
  void aRingOfAllThatIsLeftIsNotReportedBeside() {
    List<String> reports = new ArrayList<>();
    assertThatThrownBy(
            () ->
                Reports.collect(
                    reports,
                    () ->
                        TaskGroup.run(
                            group -> {
                              group.spawn(() -> takeBoth(a, b));
                              group.spawn(() -> takeBoth(b, a));
                            })))
        .isInstanceOf(DeadlockException.class);

    assertThat(reports).isEmpty();
  }

  @Test
  void aLockThatIsTakenTwice() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              spawn("twice", () -> takeBoth(a, a));
              tick();
            });

    assertThat(reports)
        .containsExactly(
            "lock taken twice: task \"twice\" waits for Lock \"A\" at"
                + " RingsTest.takeBoth(RingsTest.java), which it holds itself, taken at"
                + " RingsTest.takeBoth(RingsTest.java). Locks are not reentrant: let the outer"
                + " method take it, and the inner one expect it");
  }

  @Test
  void aGroupWhoseTaskWantsWhatTheBodyHolds() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              spawn(
                  "boss",
                  () -> {
                    try (var _ = a.acquire()) {
                      TaskGroup.run(
                          group -> {
                            group.spawn("quick", () -> sleep(ms(1)));
                            group.spawn("worker", () -> takeBoth(b, a));
                          });
                    }
                  });
              tick();
            });

    assertThat(reports)
        .singleElement()
        .asString()
        .endsWith("worker -> Lock \"A\" -> boss -> TaskGroup -> worker   <- the ring");
  }

  @Test
  void aGatherThatIsAwaitedByItsOwnTask() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              Task<?> self =
                  spawn(
                      "self",
                      () -> {
                        Task<?> me = currentTask();
                        return gather(spawn("child", () -> me.await())).await();
                      });
              tick();
              assertThat(self.isDone()).isFalse();
            });

    assertThat(reports).singleElement().asString().contains("child -> self -> gather -> child");
  }

  /// Muscle3's issue 395: a search that follows who waits for whom must end here.
  @Test
  void aTailThatLeadsIntoARingIsNoRingOfItsOwn() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              spawn("x", () -> takeBoth(b, c));
              spawn("y", () -> takeBoth(c, b));
              sleep(ms(20));
              spawn("tail", () -> takeBoth(a, b));
              spawn("end of the tail", () -> takeBoth(new Lock("D"), a));
              tick();
            });

    assertThat(reports)
        .singleElement()
        .asString()
        .endsWith("y -> Lock \"B\" -> x -> Lock \"C\" -> y   <- the ring");
  }

  @Test
  void aRingThatIsOpenedInTheSameTurnIsNone() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              Task<?> ann = spawn("ann", () -> takeBoth(a, b));
              spawn("bob", () -> takeBoth(b, a));
              sleep(ms(10)); // set before theirs, and so it is over before theirs
              sleep(Duration.ZERO);
              ann.cancel();
              tick();
            });

    assertThat(reports).isEmpty();
  }

  @Test
  void aRingInWhichSomebodyWaitsForALimitedTimeIsNone() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              Task<?> patient = spawn("patient", () -> takeBoth(a, b));
              Task<?> hasty = spawn("hasty", () -> timeout(ms(50), () -> takeBoth(b, a)));
              patient.await();
              assertThatThrownBy(hasty::await).isInstanceOf(TimeoutException.class);
            });

    assertThat(reports).isEmpty();
  }

  @Test
  void aLongChainIsNoRing() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              Task<?> last = spawn(RingsTest::tick);
              for (int i = 0; i < 10_000; i++) {
                Task<?> next = last;
                last = spawn(() -> next.await());
              }
              last.await();
            });

    assertThat(reports).isEmpty();
  }

  @Test
  void manyWhoWaitForOneLockAreNoRing() throws Exception {
    List<String> reports =
        Reports.of(
            () ->
                TaskGroup.run(
                    group -> {
                      for (int i = 0; i < 1_000; i++) {
                        group.spawn(
                            () -> {
                              try (var _ = a.acquire()) {
                                sleep(Duration.ZERO);
                              }
                            });
                      }
                    }));

    assertThat(reports).isEmpty();
  }
}
