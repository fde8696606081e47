package dev.baton.bench.tasks;

/// The work of one row, as one contestant does it.
@FunctionalInterface
interface Workload {
  /// Does the work once and measures it.
  ///
  /// @return the figure of the row, for one operation, in the row's unit
  double measure(Scale scale) throws Exception;
}
