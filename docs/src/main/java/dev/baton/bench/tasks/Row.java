package dev.baton.bench.tasks;

/// One line of the table: an operation that every contestant does in its own way.
///
/// @param name for the command line and for the contestant that is not Java
/// @param what the operation that the figure is for
/// @param unit of the figures
/// @param goal the figure that must not be exceeded
/// @param tasks how tasks do it
/// @param threads how plain virtual threads do it
record Row(String name, String what, String unit, double goal, Workload tasks, Workload threads) {}
