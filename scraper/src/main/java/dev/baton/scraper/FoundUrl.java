package dev.baton.scraper;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/// A URL that a crawl has seen, and what became of it, for people to look at.
///
/// @param host the name of its host; null if it was of no interest
/// @param detail what its state comes from, in words; null if there is nothing to say
/// @param from the page that led to it; null for a start
/// @param tries how often it was asked for in vain
/// @param status of its answer; 0 if there is none
/// @param took until the answer had come; zero if there is none
/// @param kind whether it is read as a page or as a sitemap
/// @param depth how many links lead to it from a start
public record FoundUrl(
    String url,
    String host,
    UrlState state,
    String detail,
    String from,
    int tries,
    int status,
    Duration took,
    UrlRecord.Kind kind,
    int depth) {
  private static final Set<UrlState> WRITTEN =
      EnumSet.of(UrlState.FETCHED, UrlState.TYPE, UrlState.ENCODING, UrlState.FAILED);

  /// Whether it is among the pages of the job: there is a line for each page that was asked for,
  /// unless it asks not to be written.
  public boolean isWritten() {
    return kind == UrlRecord.Kind.PAGE && WRITTEN.contains(state);
  }
}
