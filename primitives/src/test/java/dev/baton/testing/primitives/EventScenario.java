package dev.baton.testing.primitives;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.sync.Event;
import java.util.LinkedHashSet;
import java.util.Set;

/// Nobody passes before the event is set; all who wait then do, also if it is cleared at once.
final class EventScenario extends Scenario {
  private final Event event = new Event();
  private final Set<Task<?>> waiting = new LinkedHashSet<>();
  private int timesSet;

  @Override
  void play() {
    TaskGroup.run(
        group -> {
          for (int i = 0; i < 3; i++) {
            group.spawn(this::pass);
          }
          Async.yieldNow();
          set();
          Set<Task<?>> due = Set.copyOf(waiting);
          event.clear();
          settle();
          require(due.stream().noneMatch(waiting::contains), "all who waited were woken");
          set();
        });
  }

  private void set() {
    timesSet++;
    event.set();
  }

  @Suspends
  private void pass() {
    int before = event.isSet() ? timesSet - 1 : timesSet;
    waiting.add(Async.currentTask());
    try {
      event.await();
      require(timesSet > before, "nobody passes before the event is set");
    } finally {
      waiting.remove(Async.currentTask());
    }
  }

  @Override
  void afterwards() {
    requireNobodyWaits(event);
  }
}
