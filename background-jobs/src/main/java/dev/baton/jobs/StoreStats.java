package dev.baton.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How many jobs there are, and whether they are worked on.
///
/// @param counts one for each kind and state that has jobs
/// @param oldestReady for how long the job has been ready that has been ready longest
public record StoreStats(List<Count> counts, Optional<Duration> oldestReady) {
  /// So many jobs.
  public record Count(String kind, JobState state, long jobs) {}

  /// How many jobs wait of each kind that is not among these, by name.
  public SortedMap<String, Long> waitingOfOtherKinds(Kinds known) {
    SortedMap<String, Long> others = new TreeMap<>();
    for (Count count : counts) {
      boolean waits = count.state() == JobState.READY || count.state() == JobState.WAITING;
      if (waits && known.find(count.kind()).isEmpty()) {
        others.merge(count.kind(), count.jobs(), Long::sum);
      }
    }
    return others;
  }

  /// The number of jobs in this state.
  public long in(JobState state) {
    return counts.stream().filter(count -> count.state() == state).mapToLong(Count::jobs).sum();
  }
}
