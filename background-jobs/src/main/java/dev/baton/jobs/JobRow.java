package dev.baton.jobs;

import java.time.Instant;
import java.util.Optional;

/// A job as the store sees it, for reports.
///
/// @param args what to do, as JSON: may contain private data
/// @param attempts how many attempts have ended
/// @param crashes how often its lease ran out
/// @param runAt when it was or will be ready
/// @param finishedAt when it was done or given up
/// @param reason why the last attempt failed
public record JobRow(
    long id,
    String key,
    String kind,
    String args,
    JobState state,
    int attempts,
    int maxAttempts,
    int crashes,
    Instant createdAt,
    Instant runAt,
    Optional<Instant> finishedAt,
    Optional<String> reason) {}
