package dev.baton.jobs;

/// The right to run a job and to say how it went, until it runs out or is given back.
///
/// The token grows with each claim of the job and is never used again (a fencing token). A worker
/// that was stopped for a minute and comes back holds an old token, and the store ignores what it
/// says.
///
/// @param job the job's id
/// @param token which claim of the job this is, from 1
public record Lease(long job, long token) {}
