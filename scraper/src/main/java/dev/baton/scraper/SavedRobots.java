package dev.baton.scraper;

import java.time.Instant;

/// What came of asking an origin for its robots.txt.
///
/// @param origin such as `https://example.org`
/// @param at when it came
/// @param meaning what follows
/// @param why in words, if it was not read: such as `robots.txt answered with status 404`
/// @param body the file if it is read, else empty
public record SavedRobots(String origin, Instant at, Meaning meaning, String why, byte[] body) {
  /// What follows from an answer for robots.txt.
  public enum Meaning {
    /// The file says what is forbidden.
    READ,

    /// There is none: nothing is forbidden.
    ALLOW,

    /// It cannot be had: everything is forbidden.
    FORBID
  }
}
