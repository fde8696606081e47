package dev.baton.sync;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static dev.baton.api.VirtualLoop.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.api.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SemaphoreTest {
  private final List<String> trail = new ArrayList<>();

  private Task<Void> user(Semaphore semaphore, String name, long millis) {
    return spawn(
        name,
        () -> {
          try (var _ = semaphore.acquire()) {
            trail.add(name + " at " + now());
            sleep(ms(millis));
          }
        });
  }

  @Test
  void letsSoManyInAtATimeInTheOrderInWhichTheyAsked() {
    Semaphore two = new Semaphore(2);
    VirtualLoop.run(
        () ->
            TaskGroup.run(
                group -> {
                  for (String name : List.of("a", "b", "c", "d", "e")) {
                    group.spawn(() -> user(two, name, 10).await());
                  }
                }));
    assertThat(trail).containsExactly("a at 0", "b at 0", "c at 10", "d at 10", "e at 20");
  }

  @Test
  void aFreePermitIsTakenWithoutGivingTheBatonAway() {
    VirtualLoop.run(
        () -> {
          Semaphore semaphore = new Semaphore(1);
          spawn(() -> trail.add("other"));
          semaphore.acquire();
          trail.add("main");
          yieldNow();
        });
    assertThat(trail).containsExactly("main", "other");
  }

  @Test
  void withoutPermitsItWaitsForARelease() {
    VirtualLoop.run(
        () -> {
          Semaphore none = new Semaphore(0);
          assertThat(none.locked()).isTrue();
          user(none, "a", 0);
          settle();
          trail.add("release");
          none.release();
          settle();
          assertThat(none.available()).as("a has given it back").isOne();
        });
    assertThat(trail).containsExactly("release", "a at 1");
  }

  @Test
  void aReleaseWithoutAnAcquireAddsAPermit() {
    VirtualLoop.run(
        () -> {
          Semaphore semaphore = new Semaphore(1);
          semaphore.release();
          assertThat(semaphore.available()).isEqualTo(2);
          semaphore.acquire();
          semaphore.acquire();
          assertThat(semaphore.locked()).isTrue();
        });
  }

  @Test
  void severalReleasesInOneStepWakeAsManyInOrder() {
    VirtualLoop.run(
        () -> {
          Semaphore none = new Semaphore(0);
          for (String name : List.of("a", "b", "c", "d")) {
            user(none, name, 1_000);
          }
          settle();
          none.release();
          none.release();
          none.release();
          settle();
          assertThat(none).hasToString("Semaphore [0 free, 1 waiting]");
        });
    assertThat(trail).containsExactly("a at 1", "b at 1", "c at 1");
  }

  @Test
  void nobodyOvertakesWhoWaits() {
    VirtualLoop.run(
        () -> {
          Semaphore one = new Semaphore(1);
          one.acquire();
          user(one, "waiting", 10);
          settle();

          one.release(); // the permit is the waiting task's already
          assertThat(one.locked()).isTrue();
          assertThat(one.available()).isZero();
          try (var _ = one.acquire()) {
            trail.add("main at " + now());
          }
        });
    assertThat(trail).containsExactly("waiting at 1", "main at 11");
  }

  @Test
  void withMorePermitsThanWaitersANewcomerStillComesLast() {
    VirtualLoop.run(
        () -> {
          Semaphore none = new Semaphore(0);
          user(none, "waiting", 10);
          settle();

          none.release();
          none.release();
          assertThat(none.available()).isOne();
          assertThat(none.locked()).as("another is first").isTrue();
          try (var _ = none.acquire()) {
            trail.add("main at " + now());
          }
        });
    assertThat(trail).containsExactly("waiting at 1", "main at 1");
  }

  @Test
  void countsPermits() {
    VirtualLoop.run(
        () -> {
          Semaphore two = new Semaphore("connections", 2);
          assertThat(two).hasToString("Semaphore \"connections\" [2 free]");
          Hold first = two.acquire();
          assertThat(two.available()).isOne();
          assertThat(two.locked()).isFalse();
          Hold second = two.acquire();
          assertThat(two.locked()).isTrue();
          user(two, "a", 0);
          settle();
          assertThat(two).hasToString("Semaphore \"connections\" [0 free, 1 waiting]");
          first.close();
          second.close();
          settle();
          assertThat(two).hasToString("Semaphore \"connections\" [2 free]");
        });
  }

  @Test
  void whatAcquireGaveIsClosedOnce() {
    VirtualLoop.run(
        () -> {
          Semaphore one = new Semaphore(1);
          Hold held = one.acquire();
          held.close();
          assertThatThrownBy(held::close).isInstanceOf(IllegalStateException.class);
          assertThat(one.available()).isOne();
        });
  }

  @Test
  void permitsAreNeverNegativeNorMoreThanAnInt() {
    assertThatThrownBy(() -> new Semaphore(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("permits must be at least 0, got -1");
    assertThatThrownBy(() -> new Semaphore("named", Integer.MIN_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("permits must be at least 0, got -2147483648");
    Semaphore full = new Semaphore(Integer.MAX_VALUE);
    assertThatThrownBy(full::release)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Semaphore [2147483647 free] cannot count more permits");
    assertThat(full.available()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void aBoundedOneFindsTheReleaseTooMany() {
    VirtualLoop.run(
        () -> {
          BoundedSemaphore bounded = new BoundedSemaphore(2);
          assertThatThrownBy(bounded::release)
              .isInstanceOf(IllegalStateException.class)
              .hasMessage(
                  "BoundedSemaphore [2 free] was released too often;"
                      + " each release() must follow an acquire()");
          bounded.acquire();
          bounded.release();
          assertThatThrownBy(bounded::release).isInstanceOf(IllegalStateException.class);
          assertThat(bounded.available()).isEqualTo(2);
        });
  }

  @Test
  void aBoundedOneCountsThePermitOfAWokenTaskAsTaken() {
    VirtualLoop.run(
        () -> {
          BoundedSemaphore bounded = new BoundedSemaphore("one", 1);
          bounded.acquire();
          user(bounded, "a", 10);
          settle();

          bounded.release(); // to the waiting task, which has not run
          assertThat(bounded).hasToString("BoundedSemaphore \"one\" [0 free, 1 waiting]");
          bounded.release(); // the waiting task's own: a number is no thing
          assertThatThrownBy(bounded::release).isInstanceOf(IllegalStateException.class);
          bounded.acquire();
          settle();
        });
    assertThat(trail).containsExactly("a at 1");
  }
}
