package dev.baton.jobs;

/// What a [Handler] gets: one attempt of one job.
///
/// @param job as the store gave it
/// @param args what to do
/// @param <A> the arguments of the job's kind
public record Attempt<A extends JobArgs>(Job job, A args) {
  /// The same in every attempt, and no other job's: pass it on, so that the far side can recognise
  /// a repetition.
  public String key() {
    return job.key();
  }
}
