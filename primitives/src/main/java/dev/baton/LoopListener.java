package dev.baton;

import java.lang.StackWalker.StackFrame;
import java.util.List;

/// Sees everything that happens on a loop, in order: for pictures, for text traces, for tools that
/// look for mistakes.
///
/// A loop without a listener pays one comparison with null for each event. All methods are called
/// on the loop, in the middle of what it does: they must not wait, and must not throw. See
/// [EventLoopBuilder#listener].
public interface LoopListener {
  /// The loop is about to take its first turn. Called on its thread.
  default void loopStarted(EventLoop loop) {}

  /// The loop has taken its last turn.
  default void loopEnded(EventLoop loop) {}

  /// False: [#suspends] need not look up the line, which costs more than the switch itself.
  default boolean wantsLines() {
    return true;
  }

  /// A task was started.
  ///
  /// @param parent the task that did it, or null
  /// @param group the [TaskGroup] that it belongs to, or null
  default void spawned(Task<?> task, Task<?> parent, TaskGroup group) {}

  /// The task holds the baton.
  default void runs(Task<?> task) {}

  /// The task gives the baton away.
  ///
  /// @param waitsFor what it waits for: a primitive, a task, a future; null if it only lets others
  ///   run
  /// @param at the line of the user's code; may be null where no listener [wants][#wantsLines()]
  ///   lines
  default void suspends(Task<?> task, Object waitsFor, StackFrame at) {}

  /// The task can go on, and takes its place in the ready queue.
  ///
  /// @param by the task that woke it, also by its end; null if a timer, a channel or another thread
  ///   did
  default void woken(Task<?> task, Task<?> by) {}

  /// Somebody asked the task to stop.
  ///
  /// @param by the task that asked, or whose failure made its group ask; or null
  default void cancelRequested(Task<?> task, Task<?> by) {}

  /// The task has ended; it is done.
  default void ended(Task<?> task) {}

  /// The loop has nothing to do.
  ///
  /// @param nanos until the next timer; [Long#MAX_VALUE] if there is none
  default void idle(long nanos) {}

  /// The loop has something to do again.
  default void busy() {}

  /// Tasks can never run again, unless somebody cancels one of them or gives back for it the lock
  /// that it has taken twice. The report of it follows: [#stopped] when nothing can happen any
  /// more, or [Note#REPORTED] where other tasks go on.
  ///
  /// @param tasks all of them
  /// @param ring those that wait for each other, each for the one after it and the last for the
  ///   first; empty if no such ring is found
  default void deadlocked(List<Task<?>> tasks, List<Task<?>> ring) {}

  /// Nothing can happen any more although tasks are left: what is left is cancelled now, and then
  /// [DeadlockException] is raised.
  ///
  /// @param report who waits for what
  default void stopped(String report) {}

  /// A primitive or the program says something: see [EventLoop#note].
  ///
  /// @param task who runs, or null
  default void noted(Task<?> task, Note what, Object subject) {}

  /// What [#noted] can tell.
  enum Note {
    /// The task holds a lock or a permit now.
    ACQUIRED,

    /// A lock or permit was given back.
    RELEASED,

    /// How full a queue is, or how many permits are free, has changed: the subject's label tells.
    CHANGED,

    /// The program has printed a line: the subject.
    PRINTED,

    /// The loop has noticed a likely mistake: the subject is the report. See [Mistake].
    REPORTED
  }
}
