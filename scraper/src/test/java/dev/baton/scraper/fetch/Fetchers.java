package dev.baton.scraper.fetch;

/// Fetchers for servers on loopback.
final class Fetchers {
  private Fetchers() {}

  static HttpFetcher onLoopback(int connections) {
    return new HttpFetcher(settings(connections));
  }

  static FetchSettings settings(int connections) {
    return FetchSettings.of(connections, "baton-scraper/test")
        .with(Consents.none().withOption("127.0.0.1"));
  }
}
