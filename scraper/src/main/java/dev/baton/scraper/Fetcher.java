package dev.baton.scraper;

import dev.baton.Suspends;
import okhttp3.HttpUrl;

/// Gets one page. The real one asks over the network; tests have others that need none.
@FunctionalInterface
public interface Fetcher {
  /// Asks for the page once and waits for the answer. Follows no redirect. If the task is cancelled
  /// while it waits, so is the request.
  ///
  /// @return [Answer.Failed] if no answer came; nothing that happens on the network is thrown
  @Suspends
  Answer fetch(HttpUrl url);
}
