package dev.baton.jobs;

import java.time.Duration;

/// How often a worker does what it does again and again.
///
/// @param lease how long a job is ours without a sign of life; a crash is noticed after this
/// @param heartbeat how often the sign is given; several must fit into a lease
/// @param poll how often an idle worker looks for jobs of other processes
public record WorkerTimes(Duration lease, Duration heartbeat, Duration poll) {
  /// Leases of 5 s, renewed each second; a look at the store 4 times a second while idle.
  public static final WorkerTimes STANDARD =
      new WorkerTimes(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofMillis(250));
}
