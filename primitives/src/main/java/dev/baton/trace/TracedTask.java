package dev.baton.trace;

/// A task of a trace.
///
/// @param number from 1, in the order in which they were started
/// @param name its name
/// @param parent the number of the task that started it, 0 if none did
/// @param group the number of its task group, 0 if it is in none
public record TracedTask(int number, String name, int parent, int group) {}
