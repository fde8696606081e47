package dev.baton.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a worker got when it asked for jobs.
///
/// @param jobs those it may run now
/// @param next when it got none: how long until a job may become ready, or empty if no job of these
///   kinds is left in the store that could
public record Claim(List<Job> jobs, Optional<Duration> next) {}
