package dev.baton.bench.scraper;

/// What a crawl has taken.
///
/// @param seconds from the start of its process to the end
/// @param processorSeconds user and system, of the process and of all that it has started
/// @param peakBytes of memory that were resident at once
record Cost(double seconds, double processorSeconds, long peakBytes) {}
