package dev.baton.scraper.fetch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.function.BooleanSupplier;
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
/// It also knows whether the request was cancelled: reading ends by that, and parsing does not.
///
/// Used by OkHttp's thread of the call.
final class KeptConnection extends EventListener {
  /// The most that OkHttp reads, in bytes.
  private static final int MAX_HEAD = 256 * 1024;

  /// The longest message with which TLS ends a connection, in bytes.
  private static final int MAX_TLS_END = 128;

  /// Null before there is one.
  private Connection connection;

  /// Set by whoever cancels the request, on another thread.
  private volatile boolean cancelled;

  private boolean made;
  private boolean answered;
  private boolean ends;

  /// What a failure of the request comes from, as far as OkHttp does not know it. To be called on
  /// the thread of the call.
  IOException explain(IOException failure) {
    if (isStale()) {
      return new StaleConnectionException(failure);
    }
    return !answered && CountedSockets.received() >= MAX_HEAD
        ? new BadAnswerException("the headers of the answer are longer than 256 KiB", failure)
        : failure;
  }

  /// True if the request was sent on a kept connection, and not one byte of an answer came.
  private boolean isStale() {
    return connection != null
        && !made
        && !answered
        && CountedSockets.received() <= (connection.handshake() == null ? 0 : MAX_TLS_END);
  }

  /// Tells whether the request of a response was cancelled.
  static BooleanSupplier cancelled(Response response) {
    KeptConnection kept = response.request().tag(KeptConnection.class);
    return kept == null ? () -> false : () -> kept.cancelled;
  }

  @Override
  public void canceled(Call call) {
    cancelled = true;
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    made = true;
  }

  @Override
  public void connectionAcquired(Call call, Connection acquired) {
    connection = acquired;
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    answered = true;
    ends = isLast(response);
  }

  /// Nobody knows what follows an answer whose end nobody knows.
  private static boolean isLast(Response response) {
    return response.protocol() == Protocol.HTTP_1_0
            && !"keep-alive".equalsIgnoreCase(response.header("Connection"))
        || Framing.problem(response).isPresent();
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
