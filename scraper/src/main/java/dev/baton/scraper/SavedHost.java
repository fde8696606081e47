package dev.baton.scraper;

import java.time.Duration;
import java.time.Instant;

/// What is kept of a host, so that a crawl that goes on is as polite as before.
///
/// @param id counted from 1
/// @param name with its port if that is not the usual one
/// @param next it must not be asked before
/// @param why that is so, such as `Retry-After 120`
/// @param backOff the wait that its troubles have brought; zero if there are none
/// @param crawlDelay that its robots.txt asks for and is waited; zero if it asks for none
/// @param failures how many pages in a row could not be had
/// @param givenUp why it is not asked any more; null while it is
public record SavedHost(
    int id,
    String name,
    Instant next,
    String why,
    Duration backOff,
    Duration crawlDelay,
    int failures,
    String givenUp) {}
