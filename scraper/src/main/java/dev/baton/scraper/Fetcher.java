package dev.baton.scraper;

import dev.baton.Suspends;
import okhttp3.HttpUrl;

/// Asks for one URL. The real one asks over the network; tests have others that need none.
///
/// One call is one request, or two if the first was lost on the way. It follows no redirect. If the
/// task is cancelled while it waits, so is the request. Nothing that happens on the network is
/// thrown: it is an [Answer.Failed].
public interface Fetcher {
  /// Asks for a page: never [Answer.Bytes].
  ///
  /// @param again is called before the request is sent a second time, as the server had closed the
  ///   connection that was kept for it
  @Suspends
  Answer fetch(HttpUrl url, Runnable again);

  /// The same for who does not care.
  @Suspends
  default Answer fetch(HttpUrl url) {
    return fetch(url, () -> {});
  }

  /// Asks for bytes that the crawler reads itself: never [Answer.Html] or [Answer.NotHtml].
  ///
  /// @param most how many bytes are wanted; the rest is cut off
  @Suspends
  Answer download(HttpUrl url, int most, Runnable again);

  /// The same for who does not care.
  @Suspends
  default Answer download(HttpUrl url, int most) {
    return download(url, most, () -> {});
  }
}
