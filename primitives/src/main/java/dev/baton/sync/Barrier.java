package dev.baton.sync;

import dev.baton.Label;
import dev.baton.Labelled;
import dev.baton.Suspends;
import java.util.Locale;
import java.util.TreeSet;

/// Lets a fixed number of tasks wait for each other, again and again.
///
/// ```text
///             all have come              all have left
///  FILLING -----------------> DRAINING -----------------> FILLING
///     | reset() while some wait     all have left
///     +---------> RESETTING ---------------------------> FILLING
///     | abort(), from any state                reset() when none is inside
///     +---------> BROKEN -------------------------------> FILLING
/// ```
///
/// A task that comes while the barrier drains or resets waits until it fills again. For a number
/// that only counts down, or waiting for tasks to end, a `TaskGroup` is simpler.
///
/// Each task gets a place of its own, in the order in which they come. The place of one that is
/// cancelled while the barrier fills goes to the next that comes. (asyncio gives one place twice
/// then, and another to nobody: python/cpython#155233.) A task that is cancelled when all have
/// come, and before it could go on, takes its place along.
public final class Barrier implements Labelled {
  private enum State {
    FILLING,
    DRAINING,
    RESETTING,
    BROKEN
  }

  private final Condition changed = new Condition((Object) this);
  private final int parties;
  private State state = State.FILLING;

  /// Tasks that have passed the entry and not yet left.
  private int inside;

  /// Places of tasks that have left while the barrier fills.
  private final TreeSet<Integer> free = new TreeSet<>();

  /// @param parties how many tasks meet, at least 1
  public Barrier(int parties) {
    if (parties < 1) {
      throw new IllegalArgumentException("parties must be at least 1, got " + parties);
    }
    this.parties = parties;
  }

  /// Waits until as many tasks have come. If this task is cancelled while it waits, its place is
  /// free again.
  ///
  /// @return this task's place, from 0 to `parties - 1`: let the task with place 0 do what only one
  ///   must do
  /// @throws BrokenBarrierException if the barrier is reset or aborted before all have come
  @Suspends
  public int await() {
    try (var held = changed.acquire()) {
      waitToEnter();
      int place = enter();
      try {
        if (inside == parties) {
          state = State.DRAINING;
          changed.signalAll();
        } else {
          waitForOthers();
        }
        return place;
      } finally {
        leave(place);
      }
    }
  }

  private int enter() {
    int place = free.isEmpty() ? inside : free.pollFirst();
    inside++;
    return place;
  }

  @Suspends
  private void waitToEnter() {
    changed.waitFor(() -> state != State.DRAINING && state != State.RESETTING);
    if (state == State.BROKEN) {
      throw new BrokenBarrierException("Barrier was aborted; reset() it to use it again");
    }
  }

  @Suspends
  private void waitForOthers() {
    changed.waitFor(() -> state != State.FILLING);
    if (state != State.DRAINING) {
      throw new BrokenBarrierException(
          "Barrier was "
              + (state == State.BROKEN ? "aborted" : "reset")
              + " while this task waited");
    }
  }

  private void leave(int place) {
    if (state == State.FILLING) {
      free.add(place);
    }
    if (--inside == 0) {
      free.clear();
      if (state == State.DRAINING || state == State.RESETTING) {
        state = State.FILLING;
      }
      changed.signalAll(); // those who wait to enter
    }
  }

  /// Makes the barrier empty and usable again. Tasks that wait in it get a
  /// [BrokenBarrierException].
  @Suspends
  public void reset() {
    try (var held = changed.acquire()) {
      state = inside > 0 ? State.RESETTING : State.FILLING;
      changed.signalAll();
    }
  }

  /// Breaks the barrier: whoever waits or will wait gets a [BrokenBarrierException], until
  /// [#reset()].
  @Suspends
  public void abort() {
    try (var held = changed.acquire()) {
      state = State.BROKEN;
      changed.signalAll();
    }
  }

  /// How many tasks meet.
  public int parties() {
    return parties;
  }

  /// How many tasks wait for the others now.
  public int waiting() {
    return state == State.FILLING ? inside : 0;
  }

  /// True after [#abort()], until [#reset()].
  public boolean broken() {
    return state == State.BROKEN;
  }

  @Override
  public Label label() {
    String filled = waiting() + " of " + parties + " waiting";
    return new Label(
        Label.Sort.SHARED, "Barrier", null, state.name().toLowerCase(Locale.ROOT) + ", " + filled);
  }

  @Override
  public String toString() {
    return label().toString();
  }
}
