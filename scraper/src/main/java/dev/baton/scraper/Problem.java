package dev.baton.scraper;

/// Why there is no page although it was asked for, as far as it matters to what is done next.
public enum Problem {
  /// No answer came, or only a part of one: the next try may do better.
  NO_ANSWER,

  /// An answer came that makes no sense, or more of it than is read.
  BAD_ANSWER,

  /// It was packed in a way that cannot be undone.
  ENCODING,

  /// Its host has an address that may not be asked.
  PRIVATE_ADDRESS
}
