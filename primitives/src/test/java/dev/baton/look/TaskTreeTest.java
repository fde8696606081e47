package dev.baton.look;

import static dev.baton.look.Looked.look;
import static dev.baton.look.Looked.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Label;
import dev.baton.Labelled;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.api.Gate;
import dev.baton.sync.Lock;
import dev.baton.sync.Semaphore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a look shows of a loop, seen from a task of that loop.
@Timeout(60)
class TaskTreeTest {
  private static final Duration LONG = Duration.ofDays(1);
  private static final int ALL = 5_000;

  @Suspends
  private static void sleepLong() {
    Async.sleep(LONG);
  }

  @Test
  void tasksStandBelowTheOwnerOfTheirGroupOrWhoeverStartedThem() throws Exception {
    List<String> seen = new ArrayList<>();
    Looked.run(
        watch -> {
          Task<Void> service = Async.spawn("service", TaskTreeTest::serve);
          seen.addAll(rows(look(watch, ALL)));
          service.cancel();
        });

    assertThat(seen)
        .containsExactly(
            "main waiting | the clock | Looked.look",
            "  service waiting | TaskGroup [1 task] | TaskTreeTest.serve",
            "    helper waiting | the clock | TaskTreeTest.sleepLong",
            "    group of 1",
            "      clerk waiting | the clock | TaskTreeTest.sleepLong",
            "    group of 1",
            "      guest waiting | the clock | TaskTreeTest.sleepLong");
  }

  @Suspends
  private static void serve() {
    TaskGroup.run(
        group -> {
          group.spawn("door", () -> group.spawn("guest", TaskTreeTest::sleepLong));
          Async.spawn("helper", TaskTreeTest::sleepLong);
          TaskGroup.run(inner -> inner.spawn("clerk", TaskTreeTest::sleepLong));
        });
  }

  @Test
  void theHolderOfALockIsNamed() throws Exception {
    List<String> seen = new ArrayList<>();
    Looked.run(
        watch -> {
          Lock lock = new Lock("ledger");
          Async.spawn("first", () -> hold(lock));
          Async.spawn("second", () -> hold(lock));
          seen.addAll(rows(look(watch, ALL)));
        });

    assertThat(seen)
        .contains(
            "  first waiting | the clock | TaskTreeTest.sleepLong",
            "  second waiting | Lock \"ledger\" [locked, 1 waiting], held by first"
                + " | TaskTreeTest.hold");
  }

  @Test
  void ofAPrimitiveOfOnesOwnTheHolderIsNamedToo() throws Exception {
    List<String> seen = new ArrayList<>();
    Looked.run(
        watch -> {
          Gate gate = new Gate("the \"south\" [x\ny");
          Task<?> porter =
              Async.spawn(
                  "porter",
                  () -> {
                    gate.guard();
                    sleepLong();
                  });
          Task<?> guest = Async.spawn("guest", () -> gate.await());
          seen.addAll(rows(look(watch, ALL)));
          guest.cancel();
          porter.cancel();
        });

    assertThat(seen)
        .anySatisfy(
            row ->
                assertThat(row)
                    .startsWith(
                        "  guest waiting | Gate \"the \"south\" [x\\u000ay\" [guarded],"
                            + " held by porter | "));
  }

  @Suspends
  private static void hold(Lock lock) {
    try (var held = lock.acquire()) {
      sleepLong();
    }
  }

  @Test
  void aTaskThatHasNotBegunIsReadyAndNowhere() throws Exception {
    List<Row> seen = new ArrayList<>();
    List<Integer> ready = new ArrayList<>();
    Looked.run(
        watch -> {
          watch.ask(ALL);
          EventLoop.running().callSoon(() -> Async.spawn("fresh", TaskTreeTest::sleepLong));
          Async.yieldNow();
          watch.ask(ALL);
          EventLoop.running().callSoonThreadsafe(() -> Async.spawn("new", TaskTreeTest::sleepLong));
          Async.yieldNow();
          Async.yieldNow();
          LoopView view = watch.answer(System.nanoTime()).orElseThrow();
          seen.addAll(view.rows());
          ready.add(view.ready());
        });

    assertThat(seen)
        .filteredOn(row -> row instanceof Row.OfTask task && task.name().equals("fresh"))
        .hasSize(1)
        .allMatch(row -> ((Row.OfTask) row).state() == TaskWatch.State.READY)
        .allMatch(row -> ((Row.OfTask) row).at().isEmpty());
    assertThat(ready).containsExactly(2);
  }

  /// A socket, of which each task has its own.
  private record Socket(int port) implements Labelled {
    @Override
    public Label label() {
      return new Label(Label.Sort.OUTSIDE, "Socket", null, "port " + port);
    }
  }

  @Test
  void siblingsThatWaitForSocketsOfTheirOwnAreCountedTogether() throws Exception {
    List<String> seen = new ArrayList<>();
    Looked.run(
        watch -> {
          for (int port = 0; port < 100; port++) {
            Future<Void> data = EventLoop.running().createFuture(new Socket(port));
            Async.spawn(() -> data.await());
          }
          seen.addAll(rows(look(watch, 20)));
        });

    assertThat(seen.getLast()).matches("  \\d+ more, 0 below, waiting Socket");
  }

  @Test
  void manySiblingsThatWaitForTheSameAreCounted() throws Exception {
    List<String> seen = new ArrayList<>();
    Looked.run(
        watch -> {
          Semaphore slots = new Semaphore("slots", 3);
          for (int i = 0; i < 10_003; i++) {
            Async.spawn("worker-" + i, () -> hold(slots));
          }
          seen.addAll(rows(look(watch, ALL)));
        });

    assertThat(seen).hasSize(1 + 3 + 10 + 1);
    assertThat(seen.subList(1, 5))
        .containsExactly(
            "  worker-0 waiting | the clock | TaskTreeTest.hold",
            "  worker-1 waiting | the clock | TaskTreeTest.hold",
            "  worker-2 waiting | the clock | TaskTreeTest.hold",
            "  worker-3 waiting | Semaphore \"slots\" [0 free, 10000 waiting] | TaskTreeTest.hold");
    assertThat(seen.getLast()).isEqualTo("  9990 more, 0 below, waiting Semaphore \"slots\"");
  }

  @Suspends
  private static void hold(Semaphore slots) {
    try (var held = slots.acquire()) {
      Async.sleep(LONG);
    }
  }

  @Test
  void manyKindsAmongSiblingsAreCountedTogether() throws Exception {
    List<String> seen = new ArrayList<>();
    Looked.run(
        watch -> {
          for (int i = 0; i < 50; i++) {
            Future<Void> never = EventLoop.running().createFuture("kind " + i);
            Async.spawn(never::await);
          }
          seen.addAll(rows(look(watch, ALL)));
        });

    // main; one of each of 20 kinds; ten of the others
    assertThat(seen).hasSize(1 + 20 + 10 + 1);
    assertThat(seen.getLast()).isEqualTo("  20 more, 0 below, waiting other things");
  }

  @Test
  void whatIsBelowFoldedTasksIsCountedToo() throws Exception {
    List<String> seen = new ArrayList<>();
    Looked.run(
        watch -> {
          for (int i = 0; i < 12; i++) {
            Async.spawn(
                () ->
                    TaskGroup.run(
                        group -> {
                          group.spawn(TaskTreeTest::sleepLong);
                          group.spawn(TaskTreeTest::sleepLong);
                        }));
          }
          seen.addAll(rows(look(watch, ALL)));
        });

    assertThat(seen).hasSize(1 + 10 * 3 + 1);
    assertThat(seen.getLast()).isEqualTo("  2 more, 4 below, waiting the tasks of a group");
  }

  @Test
  void aTreeIsAsLongAsAskedForAndNoDeeperThanCanBeRead() throws Exception {
    List<String> few = new ArrayList<>();
    List<String> deep = new ArrayList<>();
    Looked.run(
        watch -> {
          Async.spawn(() -> descend(1_000));
          for (int i = 0; i < 2_000; i++) {
            Async.yieldNow(); // each starts the next
          }
          few.addAll(rows(look(watch, 5)));
          deep.addAll(rows(look(watch, ALL)));
        });

    assertThat(few).hasSize(6);
    assertThat(few.getLast()).endsWith("1 more, 996 below, waiting the clock");
    assertThat(deep).hasSize(21);
    assertThat(deep.getLast()).endsWith("1 more, 981 below, waiting the clock");
  }

  @Suspends
  private static void descend(int levels) {
    if (levels > 0) {
      Async.spawn(() -> descend(levels - 1));
    }
    Async.sleep(LONG);
  }

  @Test
  void theChildrenOfATaskThatHasEndedMoveUp() throws Exception {
    List<String> seen = new ArrayList<>();
    Looked.run(
        watch -> {
          Async.spawn("gone", () -> Async.spawn("orphan", TaskTreeTest::sleepLong));
          seen.addAll(rows(look(watch, ALL)));
        });

    assertThat(seen)
        .containsExactly(
            "main waiting | the clock | Looked.look",
            "orphan waiting | the clock | TaskTreeTest.sleepLong");
  }

  @Test
  void aTaskThatWasAskedToStopAndCleansUpIsCancelling() throws Exception {
    List<Row> seen = new ArrayList<>();
    Looked.run(
        watch -> {
          Task<Void> slow = Async.spawn("slow", TaskTreeTest::cleanUpSlowly);
          Async.yieldNow();
          slow.cancel();
          seen.addAll(look(watch, ALL).rows());
        });

    assertThat(seen)
        .filteredOn(row -> ((Row.OfTask) row).cancelling())
        .extracting(row -> ((Row.OfTask) row).name())
        .containsExactly("slow");
  }

  @Suspends
  private static void cleanUpSlowly() {
    try {
      sleepLong();
    } finally {
      Async.sleep(Duration.ofMinutes(1));
    }
  }

  @Test
  void whatAProgramSaysOfItselfCannotHarmTheReader() throws Exception {
    List<String> seen = new ArrayList<>();
    Looked.run(
        watch -> {
          Future<Void> wild = EventLoop.running().createFuture("\u001b[2J\u202e\n");
          Future<Void> broken = EventLoop.running().createFuture(new Broken());
          Future<Void> endless = EventLoop.running().createFuture("x".repeat(100_000));
          Async.spawn("a\tb", wild::await);
          Async.spawn("broken", broken::await);
          Async.spawn("endless", endless::await);
          seen.addAll(rows(look(watch, ALL)));
        });

    assertThat(seen.get(1)).startsWith("  a\\u0009b waiting | \\u001b[2J\\u202e\\u000a | ");
    assertThat(seen.get(2)).startsWith("  broken waiting | " + Broken.class.getName() + " | ");
    assertThat(seen.get(3)).startsWith("  endless waiting | xxx").hasSizeLessThan(400);
  }

  private static final class Broken {
    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }
  }
}
