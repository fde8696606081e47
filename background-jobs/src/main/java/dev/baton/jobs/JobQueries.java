package dev.baton.jobs;

import dev.baton.Suspends;
import java.util.List;
import java.util.Optional;

/// Looks at a store without changing it, and without keeping others from changing it.
public interface JobQueries {
  /// The jobs that were enqueued last, latest first.
  ///
  /// @param state only those in this state
  /// @param limit at most so many
  /// @throws StoreException if the store fails
  @Suspends
  List<JobRow> list(Optional<JobState> state, int limit);

  /// The counts.
  ///
  /// @throws StoreException if the store fails
  @Suspends
  StoreStats stats();
}
