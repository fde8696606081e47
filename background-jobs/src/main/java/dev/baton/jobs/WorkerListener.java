package dev.baton.jobs;

/// Hears what a [Worker] does, on its loop. Must not wait.
public interface WorkerListener {
  /// An attempt began.
  void started(Job job);

  /// An attempt ended and the store knows. A [Outcome.Retry] of the last attempt has become
  /// [Outcome.Dead].
  void ended(Job job, Outcome outcome);

  /// The lease was lost, to another worker or because the job took too long to be looked after: the
  /// attempt does not count, and the job runs or ran elsewhere.
  void lost(Job job);

  /// Another process holds the store's lock for long. The worker goes on trying.
  void storeBusy();

  /// The store can be changed again, after [#storeBusy()].
  void storeFree();
}
