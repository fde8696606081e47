package dev.baton;

/// A failure that nobody took: a task that failed and was never awaited, or a callback that threw.
///
/// @param message one sentence: what failed, and where it was started if that is known
/// @param exception the failure
/// @param name the task's name, or null for a callback
public record UnhandledFailure(String message, Throwable exception, String name) {}
