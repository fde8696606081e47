package dev.baton.scraper;

import java.time.Duration;

/// A URL that a crawl has seen, and what became of it, for people to look at.
///
/// @param host the name of its host; null if it was of no interest
/// @param detail what its state comes from, in words; null if there is nothing to say
/// @param from the page that led to it; null for a start
/// @param tries how often it was asked for in vain
/// @param status of its answer; 0 if there is none
/// @param took until the answer had come; zero if there is none
public record FoundUrl(
    String url,
    String host,
    UrlState state,
    String detail,
    String from,
    int tries,
    int status,
    Duration took) {}
