package dev.baton.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How many jobs there are, and whether they are worked on.
///
/// @param counts one for each kind and state that has jobs
/// @param oldestReady for how long the job has been ready that has been ready longest
public record StoreStats(List<Count> counts, Optional<Duration> oldestReady) {
  /// So many jobs.
  public record Count(String kind, JobState state, long jobs) {}

  /// The number of jobs in this state.
  public long in(JobState state) {
    return counts.stream().filter(count -> count.state() == state).mapToLong(Count::jobs).sum();
  }
}
