package dev.baton.scraper;

import dev.baton.Suspends;
import java.io.IOException;
import okhttp3.HttpUrl;

/// Gets one page. The real one asks over the network; tests have others that need none.
@FunctionalInterface
public interface Fetcher {
  /// Asks for the page once and waits for the answer. Follows no redirect. If the task is cancelled
  /// while it waits, so is the request.
  ///
  /// @throws IOException if no answer came
  @Suspends
  Answer fetch(HttpUrl url) throws IOException;
}
