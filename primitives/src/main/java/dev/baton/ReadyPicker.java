package dev.baton;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// Takes callbacks from a ready queue in an order that a [SchedulingPolicy] decides.
///
/// Only the order of tasks is free. Other callbacks (a timer that fires, a group that learns of a
/// task's end) come first and in order: they are the machinery, and their order is promised.
final class ReadyPicker {
  private ReadyPicker() {}

  static Runnable next(ArrayDeque<Runnable> ready, SchedulingPolicy policy) {
    List<Task<?>> tasks = new ArrayList<>(ready.size());
    for (Runnable callback : ready) {
      if (!(callback instanceof Baton baton)) {
        ready.removeFirstOccurrence(callback);
        return callback;
      }
      tasks.add(baton.task);
    }
    Baton chosen = tasks.get(policy.choose(tasks)).baton();
    ready.remove(chosen);
    return chosen;
  }
}
