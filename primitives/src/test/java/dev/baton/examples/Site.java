package dev.baton.examples;

import dev.baton.Async;
import dev.baton.Suspends;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the examples fetch pages from.
final class Site {
  /// As they were asked for.
  final List<String> fetched = new ArrayList<>();

  /// How many are being fetched, at most, at the same time.
  int most;

  private int running;

  @Suspends
  String fetch(String url) {
    most = Math.max(most, ++running);
    try {
      fetched.add(url);
      Async.sleep(Duration.ofMillis(url.length()));
      return "page " + url;
    } finally {
      running--;
    }
  }
}
