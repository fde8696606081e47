package dev.baton.testing.primitives;

import static dev.baton.Async.sleep;

import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.sync.BoundedSemaphore;
import dev.baton.sync.Semaphore;

/// So many at a time, nobody passes those who wait, and in the end there are as many permits as in
/// the beginning.
final class SemaphoreScenario extends Scenario {
  private static final int PERMITS = 2;

  private final Semaphore semaphore;
  private final Line line = new Line();
  private int inside;

  private SemaphoreScenario(Semaphore semaphore) {
    this.semaphore = semaphore;
  }

  static SemaphoreScenario unbounded() {
    return new SemaphoreScenario(new Semaphore(PERMITS));
  }

  static SemaphoreScenario bounded() {
    return new SemaphoreScenario(new BoundedSemaphore(PERMITS));
  }

  @Override
  void play() {
    TaskGroup.run(
        group -> {
          for (int i = 0; i < 4; i++) {
            group.spawn(this::visit);
            group.spawn(this::visitLater);
          }
          for (int i = 0; i < 4; i++) {
            settle();
            require(
                semaphore.available() == 0 || !semaphore.toString().contains("waiting"),
                "nobody waits for what is free: " + semaphore);
            sleep(SECOND);
          }
        });
  }

  /// When those who came first leave.
  @Suspends
  private void visitLater() {
    sleep(SECOND);
    visit();
  }

  @Suspends
  private void visit() {
    if (!semaphore.locked()) {
      line.requireNobodyIsPassed();
    }
    line.asks();
    try (var permit = semaphore.acquire()) {
      line.isServed();
      inside++;
      require(inside <= PERMITS, "at most " + PERMITS + " at a time");
      try {
        sleep(SECOND);
      } finally {
        inside--;
      }
    }
  }

  @Override
  void afterwards() {
    require(semaphore.available() == PERMITS, "no permit is lost or invented: " + semaphore);
    requireNobodyWaits(semaphore);
    if (semaphore instanceof BoundedSemaphore) {
      requireBound();
    }
  }

  private void requireBound() {
    boolean refused = false;
    try {
      semaphore.release();
    } catch (IllegalStateException tooMany) {
      refused = true;
    }
    require(refused, "one release too many is refused");
  }
}
