package dev.baton.feed.cli;

import dev.baton.feed.watch.Access;
import dev.baton.feed.watch.Wanted;
import java.time.Duration;
import java.util.Optional;

/// What one `watch` is to do.
///
/// @param patient whether to wait for a server that is not there
/// @param count how many readings are wanted; 0: no end
/// @param summaries the time from one summary to the next
record WatchPlan(
    Access access,
    Wanted wanted,
    boolean patient,
    long count,
    Duration summaries,
    Optional<StateKeeper> state) {}
