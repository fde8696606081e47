package dev.baton.testing.primitives;

import static dev.baton.Async.yieldNow;

import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.sync.Lock;

/// One at a time, in the order of asking, and nobody for ever.
final class LockScenario extends Scenario {
  private final Lock lock = new Lock();
  private final Line line = new Line();
  private boolean taken;

  @Override
  void play() {
    TaskGroup.run(
        group -> {
          for (int i = 0; i < 4; i++) {
            group.spawn(this::visit);
          }
        });
  }

  @Suspends
  private void visit() {
    line.asks();
    try (var held = lock.acquire()) {
      line.isServed();
      require(!taken, "one at a time");
      taken = true;
      try {
        yieldNow();
      } finally {
        taken = false;
      }
    }
  }

  @Override
  void afterwards() {
    require(!lock.locked(), "the lock is free in the end");
    requireNobodyWaits(lock);
    line.requireFirstComeFirstServed();
  }
}
