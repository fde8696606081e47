package dev.baton.scraper.report;

import dev.baton.scraper.UrlState;
import java.time.Duration;

/// A URL of a job, as far as its report is concerned.
///
/// @param host the name of the host that is asked for it; null if none is
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
