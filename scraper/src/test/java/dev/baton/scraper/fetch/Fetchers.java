package dev.baton.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.OkHttpClient;

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

  /// Closes it. A body that was left open would keep its connection from being closed.
  static void assertLeavesNothingOpen(HttpFetcher fetcher) {
    fetcher.close();
    OkHttpClient client = fetcher.calls().client();
    assertThat(client.dispatcher().runningCallsCount()).as("calls").isZero();
    assertThat(client.connectionPool().connectionCount()).as("connections").isZero();
    assertThat(client.dispatcher().executorService().isTerminated()).as("no thread").isTrue();
  }
}
