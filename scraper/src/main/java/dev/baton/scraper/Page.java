package dev.baton.scraper;

import java.time.Duration;
import okhttp3.HttpUrl;

/// One visit: a URL that was asked for, what came back, and how long that took.
public record Page(HttpUrl url, Answer answer, Duration took) {
  /// The same visit, failed after all.
  Page failed(String error) {
    return new Page(url, new Answer.Failed(answer.status(), error), took);
  }
}
