package dev.baton.jobs;

import dev.baton.Suspends;

/// Does the work of one [Kind] of job.
///
/// **At least once.** A job runs again when its worker died before it could say that it was done.
/// What a handler does must bear that: pass [Attempt#key()] on, so that the far side can recognise
/// a repetition, or make the second time change nothing.
///
/// @param <A> the arguments of that kind
@FunctionalInterface
public interface Handler<A extends JobArgs> extends AutoCloseable {
  /// Runs one attempt, in a task of its own. The task is cancelled when the attempt takes longer
  /// than it may.
  ///
  /// @throws Exception counts as [Outcome.Retry], with its message as the reason; see
  ///   [Outcome#failed]
  @Suspends
  Outcome handle(Attempt<A> attempt) throws Exception;

  /// Gives back what it holds, after the last attempt. Most hold nothing.
  @Override
  default void close() {}
}
