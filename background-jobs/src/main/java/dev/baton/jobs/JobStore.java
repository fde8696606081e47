package dev.baton.jobs;

import dev.baton.Suspends;
import java.time.Duration;
import java.util.List;

/// Keeps jobs, and moves them: each arrow of [JobState] is one method.
///
/// What a method has returned is durable. Every method may be called by many tasks at once; a task
/// that is cancelled while it waits does not know whether the store has done it.
///
/// Each may throw a [StoreBusyException], which says that it can be tried again.
///
/// Time is the store's own: callers say how long from now, never when.
public interface JobStore {
  /// How often the lease of a job may run out before it is dead. Each job that is running when a
  /// worker dies is counted, guilty or not, hence so many.
  int MAX_CRASHES = 10;

  /// Adds jobs, all or none; those that are known are left out: the same key, kind and arguments.
  ///
  /// @return what became of each, in order
  /// @throws KeyTakenException if a key is that of a job of another kind or with other arguments
  /// @throws StoreException if the store fails
  @Suspends
  List<Enqueued> enqueue(List<NewJob> jobs);

  /// Takes up to `limit` jobs that are ready, the longest ready first. Before that, jobs whose time
  /// has come and jobs whose lease ran out become ready. Jobs of other kinds are left to others:
  /// they cost nothing, however many there are.
  ///
  /// Whoever asks lives, so its own leases that ran out are renewed instead, in the same step: its
  /// process was stopped for a while, or the clock was set forward.
  ///
  /// @param owner who takes them, for people
  /// @param kinds the kinds that it knows, at least one
  /// @param held the leases of what it runs
  /// @throws StoreException if the store fails
  @Suspends
  Claim claim(String owner, List<String> kinds, int limit, Duration lease, List<Lease> held);

  /// The job is done.
  ///
  /// @return false if the lease was no longer valid: nothing was changed
  /// @throws StoreException if the store fails
  @Suspends
  boolean complete(Lease lease);

  /// The attempt failed; the job waits this long for the next.
  ///
  /// @return false if the lease was no longer valid: nothing was changed
  /// @throws StoreException if the store fails
  @Suspends
  boolean retry(Lease lease, Duration delay, String reason);

  /// The job is given up.
  ///
  /// @return false if the lease was no longer valid: nothing was changed
  /// @throws StoreException if the store fails
  @Suspends
  boolean bury(Lease lease, String reason);

  /// Gives jobs back that were not begun, or could not be tried, as if they had never been taken.
  ///
  /// @throws StoreException if the store fails
  @Suspends
  void release(List<Lease> leases);

  /// Makes leases last this long from now.
  ///
  /// @return those that are no longer valid
  /// @throws StoreException if the store fails
  @Suspends
  List<Lease> renew(List<Lease> leases, Duration lease);
}
