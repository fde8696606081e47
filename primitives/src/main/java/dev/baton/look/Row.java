package dev.baton.look;

import dev.baton.look.TaskWatch.State;
import java.util.OptionalInt;

/// A row of the tree.
sealed interface Row {
  /// The longest text of a row, in characters.
  int LONGEST_TEXT = 200;

  /// How far it is indented.
  int depth();

  /// The number of the task above.
  OptionalInt parent();

  /// A task.
  ///
  /// @param age how long it has been in this state, in nanoseconds
  /// @param ran how long it has run in all, in nanoseconds
  /// @param cancelling whether it was asked to stop
  /// @param waitsFor what it waits for; empty if it does not
  /// @param at the line where it is; empty if it has not begun
  record OfTask(
      int depth,
      int number,
      OptionalInt parent,
      String name,
      State state,
      long age,
      long ran,
      boolean cancelling,
      String waitsFor,
      String at)
      implements Row {}

  /// The head of one of several groups of the same task.
  ///
  /// @param tasks how many it has
  record OfGroup(int depth, OptionalInt parent, int tasks) implements Row {}

  /// Siblings that are like those above this row.
  ///
  /// @param tasks how many
  /// @param below how many more are below them
  record More(int depth, OptionalInt parent, int tasks, int below, State state, String waitsFor)
      implements Row {}
}
