package dev.baton.scraper.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the log of requests comes to.
///
/// @param hosts that were asked, by name
/// @param begun when the first request was sent; null if none was
/// @param took from the first request to the last answer; a pause that is longer than any wait does
///   not count, because the crawl was stopped then
/// @param damaged which lines were left out, in words
public record RequestTotals(
    List<HostPoliteness> hosts, Instant begun, Duration took, Optional<String> damaged) {}
