package dev.baton.jobs;

import dev.baton.Suspends;

/// Does the work of one kind of job.
///
/// **At least once.** A job runs again when its worker died before it could say that it was done.
/// What a handler does must bear that: pass [Job#key()] on, so that the far side can recognise a
/// repetition, or make the second time change nothing.
@FunctionalInterface
public interface Handler {
  /// Runs one attempt, in a task of its own. Must have a time limit.
  ///
  /// @throws Exception counts as [Outcome.Retry], with its message as the reason
  @Suspends
  Outcome handle(Job job) throws Exception;
}
