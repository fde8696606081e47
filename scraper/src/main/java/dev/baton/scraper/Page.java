package dev.baton.scraper;

import java.time.Duration;
import okhttp3.HttpUrl;

/// One visit: a URL that was asked for, what came back, and how long that took.
///
/// @param depth how many links lead to it from a start
/// @param usage what its site and itself say of its use (`Content-Signal`, `Content-Usage`); null
///   if nothing
public record Page(HttpUrl url, int depth, Answer answer, Duration took, String usage) {
  /// The same visit, failed after all.
  Page failed(String error) {
    return new Page(
        url, depth, new Answer.Failed(answer.status(), Problem.BAD_ANSWER, error), took, usage);
  }
}
