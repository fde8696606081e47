package dev.baton.scraper.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Fetchers for servers on loopback.
final class Fetchers {
  /// Every name is this machine's.
  static final Resolver LOOPBACK =
      _ -> List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));

  /// There are no names.
  static final Resolver NOBODY =
      name -> {
        throw new UnknownHostException(name);
      };

  private Fetchers() {}

  static HttpFetcher onLoopback(int connections) {
    return new HttpFetcher(settings(connections));
  }

  static FetchSettings settings(int connections) {
    return FetchSettings.of(connections, "baton-scraper/test")
        .with(Consents.none().withOption("127.0.0.1"));
  }
}
