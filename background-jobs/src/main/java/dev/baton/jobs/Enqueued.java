package dev.baton.jobs;

/// What became of a [NewJob].
///
/// @param id the id of the job with this key
/// @param isNew false if the store had a job with this key already: nothing was added
public record Enqueued(long id, boolean isNew) {}
