package dev.baton.scraper.fetch;

import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Response;

/// Sees whether a request is sent on a connection that was kept from an earlier one.
///
/// A server may close such a connection at any time. When that crosses with a request, the request
/// fails although nothing is wrong with the server. Used by OkHttp's thread of one call.
final class KeptConnection extends EventListener {
  private boolean acquired;
  private boolean made;
  private boolean answered;

  /// True if the request was sent on a kept connection, and no answer came.
  boolean isStale() {
    return acquired && !made && !answered;
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    made = true;
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    acquired = true;
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    answered = true;
  }
}
