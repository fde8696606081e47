package dev.baton.scraper.fetch;

import dev.baton.scraper.fetch.CountedSockets.CountedSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Protocol;
import okhttp3.Response;

/// Watches the connection of one request, for what OkHttp does not tell.
///
/// A server may close a connection that was kept for a next request at any time. When that crosses
/// with a request, the request fails although nothing is wrong with the server. A server that
/// speaks HTTP/1.0 closes each behind its answer, and OkHttp would keep it all the same.
///
/// Used by OkHttp's thread of the call.
final class KeptConnection extends EventListener {
  /// Null before there is one.
  private Connection connection;

  private boolean made;
  private long receivedBefore;
  private boolean answered;
  private boolean ends;

  /// True if the request was sent on a kept connection, and not one byte of an answer came. With
  /// TLS, which sends bytes of its own, not the whole head of one.
  boolean isStale() {
    return connection != null && !made && !answered && received() == receivedBefore;
  }

  /// How many bytes have come on the connection, before this request too; 0 with TLS.
  private long received() {
    return connection.socket() instanceof CountedSocket counted ? counted.received() : 0;
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    made = true;
  }

  @Override
  public void connectionAcquired(Call call, Connection acquired) {
    connection = acquired;
    receivedBefore = received();
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    answered = true;
    ends =
        response.protocol() == Protocol.HTTP_1_0
            && !"keep-alive".equalsIgnoreCase(response.header("Connection"));
  }

  /// The last moment before others can get the connection.
  @Override
  public void responseBodyEnd(Call call, long bytes) {
    if (ends) {
      close(connection);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.socket().close();
    } catch (IOException e) {
      // closed by the server then
    }
  }
}
