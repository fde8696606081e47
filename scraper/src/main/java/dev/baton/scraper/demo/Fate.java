package dev.baton.scraper.demo;

/// What can become of a URL that was seen.
public enum Fate {
  /// It was asked for and has answered, with whatever status.
  FETCHED,

  /// The same, but the page does not want to be listed.
  NOINDEX,

  /// robots.txt forbids it.
  FORBIDDEN,

  /// The page that links to it asks not to follow.
  NOFOLLOW,

  /// It is on a host that is not crawled.
  OUT_OF_SCOPE,

  /// It belongs to an endless row of pages.
  TRAP,

  /// It is no page.
  TYPE,

  /// It is on a private address.
  PRIVATE_ADDRESS,

  /// Its body is packed in a way that nobody knows.
  ENCODING,

  /// It was asked for, and no page came of it.
  FAILED
}
