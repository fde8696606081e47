package dev.baton.testing.primitives;

import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.sync.Condition;

/// Whoever comes back from waiting holds the lock, alone; and nobody waits for what is there: a
/// signal to a task that cannot use it goes to the next.
final class ConditionScenario extends Scenario {
  private final Condition changed = new Condition();
  private int stock;
  private int waiting;
  private boolean closed;

  /// A task is between taking the lock and freeing it.
  private boolean held;

  @Override
  void play() {
    TaskGroup.run(
        group -> {
          for (int i = 0; i < 5; i++) {
            group.spawn(this::consume);
          }
          deliver(1);
          deliver(2);
          try (var lock = changed.acquire()) {
            closed = true;
            changed.signalAll();
          }
        });
  }

  @Suspends
  private void deliver(int count) {
    settle();
    try (var lock = changed.acquire()) {
      stock += count;
      changed.signal(count);
    }
    settle();
    require(stock == 0 || waiting == 0, "nobody waits for what is there");
  }

  @Suspends
  private void consume() {
    try (var lock = changed.acquire()) {
      hold(true);
      try {
        while (stock == 0 && !closed) {
          await();
        }
        stock -= closed ? 0 : 1;
      } finally {
        hold(false);
      }
    }
  }

  @Suspends
  private void await() {
    waiting++;
    hold(false);
    try {
      changed.await();
    } finally {
      hold(true);
      waiting--;
    }
  }

  private void hold(boolean now) {
    require(held != now && changed.locked(), "the lock is held, by one task");
    held = now;
  }

  @Override
  void afterwards() {
    require(!changed.locked(), "the lock is free in the end");
    requireNobodyWaits(changed);
  }
}
