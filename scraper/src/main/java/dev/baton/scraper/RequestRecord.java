package dev.baton.scraper;

import java.time.Duration;
import java.time.Instant;

/// A request that was sent: the proof of politeness.
///
/// @param at when it was sent
/// @param host as in [SavedHost#name()]
/// @param status of the answer; 0 if none came
/// @param allowed the earliest moment at which it was allowed
/// @param why not earlier
/// @param retryAfter how long the answer says that it wants to be left alone; null if it does not
public record RequestRecord(
    Instant at,
    String host,
    String url,
    int status,
    Duration took,
    Instant allowed,
    String why,
    Duration retryAfter) {}
