package dev.baton;

import java.util.Objects;

/// What reports, traces and live views call something that tasks wait for.
///
/// @param sort what has to happen so that a task that waits for it goes on
/// @param kind the word for it and its like, such as `Lock`
/// @param name what tells it from its like; null: it has no name
/// @param state how it is at the moment, such as `locked, 2 waiting`; may be empty. An amount at
///   its beginning, such as `3 free` or `5 of 10 items`, is drawn by pictures as it changes
public record Label(Sort sort, String kind, String name, String state) {
  /// What has to happen so that a task that waits goes on.
  public enum Sort {
    /// The task that has taken it gives it back: a lock. While nobody has taken it, it is free.
    HELD,

    /// Some task does its part, no matter which: an event, a semaphore, a future.
    SHARED,

    /// Other tasks end.
    TASKS,

    /// Time passes.
    TIME,

    /// The outside does something: another program, another thread.
    OUTSIDE
  }

  /// Needs all but a name.
  public Label {
    Objects.requireNonNull(sort, "sort");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(state, "state");
  }

  /// Of whatever a task may wait for. What does not say more of itself is called by its text.
  public static Label of(Object thing) {
    return switch (thing) {
      case Labelled labelled -> labelled.label();
      case Task<?> task -> new Label(Sort.TASKS, "task", task.name(), "");
      case Sleep clock -> new Label(Sort.TIME, clock.toString(), null, "");
      case Future<?> future when future.getClass() == Future.class ->
          new Label(Sort.SHARED, "Future", null, future.describeState());
      case Future<?> future -> new Label(Sort.SHARED, future.toString(), null, "");
      case null, default -> new Label(Sort.OUTSIDE, String.valueOf(thing), null, "");
    };
  }

  /// `Lock "A"`.
  public String title() {
    return name == null ? kind : kind + " \"" + name + "\"";
  }

  /// `Lock "A" [locked, 2 waiting]`.
  @Override
  public String toString() {
    return state.isEmpty() ? title() : title() + " [" + state + "]";
  }
}
