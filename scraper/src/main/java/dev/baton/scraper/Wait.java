package dev.baton.scraper;

import java.time.Instant;

/// A host that has something to do and must not be asked yet.
///
/// @param until by the wall clock
/// @param why such as `Retry-After 2m`
public record Wait(String host, Instant until, String why) {}
