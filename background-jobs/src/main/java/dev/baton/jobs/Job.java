package dev.baton.jobs;

/// A job that a worker has taken.
///
/// @param lease the right to run it
/// @param key the same in every attempt, and no other job's: what the far side can recognise a
///   repetition by
/// @param kind the name of its [Kind]
/// @param args what to do, as JSON
/// @param attempt which attempt this is, from 1; interrupted ones are not counted
/// @param maxAttempts after how many the job is dead
public record Job(Lease lease, String key, String kind, String args, int attempt, int maxAttempts) {
  /// The id, for people.
  public long id() {
    return lease.job();
  }

  /// True when no attempt is left after this one.
  public boolean isLastAttempt() {
    return attempt >= maxAttempts;
  }
}
