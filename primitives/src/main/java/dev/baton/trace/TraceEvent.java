package dev.baton.trace;

/// One thing that happened on a loop.
///
/// @param nanos the loop's time
/// @param kind what happened
/// @param task the number of the task that it happened to, from 1; 0: the loop itself
/// @param other the task that caused it, or that holds what the task waits for; 0 if none does
/// @param text what it waits for, prints, or is: depends on the kind; may be empty
/// @param at the line of the user's code, such as `org/example/Bank.java:31`; empty where it is not
///   known
/// @param thing what it waits for, takes or changes; null where it does nothing of that kind
public record TraceEvent(
    long nanos, Kind kind, int task, int other, String text, String at, TracedThing thing) {
  /// True where another task runs from now on, or the loop waits or gives up: a column of a
  /// picture.
  boolean beginsStep() {
    return kind == Kind.RUN || kind == Kind.IDLE || kind == Kind.STOP;
  }

  /// True where from now on another task runs, is ready, or waits.
  boolean movesTask() {
    return beginsStep()
        || switch (kind) {
          case SPAWN, SUSPEND, WAKE, END -> true;
          default -> false;
        };
  }

  /// What can happen.
  public enum Kind {
    /// A task was started by `other`.
    SPAWN,

    /// The task runs.
    RUN,

    /// The task waits for `thing`, which `other` holds; only lets others run where that is null.
    SUSPEND,

    /// The task can go on; `other` has woken it.
    WAKE,

    /// `other` asked the task to stop.
    CANCEL,

    /// The task has ended: `done`, `cancelled`, or what it failed with.
    END,

    /// The loop waits for the outside or for time to pass.
    IDLE,

    /// The loop goes on.
    BUSY,

    /// The task holds `thing` now.
    ACQUIRE,

    /// The task has given `thing` back.
    RELEASE,

    /// `thing` has changed.
    CHANGE,

    /// The task has printed `text`.
    PRINT,

    /// The loop has noticed a likely mistake, of the task if there is one: `text`.
    REPORT,

    /// Nothing can happen any more: `text`.
    STOP
  }
}
