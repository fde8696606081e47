package dev.baton.scraper;

/// A URL as the store knows it.
///
/// @param id counted from 1 in the order in which URLs were found
/// @param host the [SavedHost] that it belongs to; 0: none, because it is not asked for
/// @param kind what is behind it
/// @param depth how many links lead to it from a start
/// @param hops how many redirects in a row have led to it
/// @param tries how often it was asked for in vain
/// @param status of its answer; 0 if there is none
public record UrlRecord(
    long id,
    String url,
    int host,
    Kind kind,
    int depth,
    int hops,
    UrlState state,
    int tries,
    int status) {
  /// What is behind a URL.
  public enum Kind {
    /// A page, or what links treat like one.
    PAGE,

    /// A list of pages for crawlers.
    SITEMAP
  }

  /// The same after one more try in vain.
  UrlRecord afterTry() {
    return new UrlRecord(id, url, host, kind, depth, hops, UrlState.PENDING, tries + 1, status);
  }
}
