package dev.baton.net;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.SocketTimeoutException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// TLS over a stream, for both ends. The stream that was given is closed to its user from then on;
/// if the handshake fails, so is the connection.
///
/// A client checks that the server's certificate is valid and was made for the name that it asked
/// for. An end of the connection that TLS did not announce is an [java.io.EOFException], not the
/// end of the stream: somebody may have cut it. Renegotiation, which TLS 1.3 has abolished, is
/// refused.
///
/// Half-closing needs TLS 1.3: in TLS 1.2 the other end says goodbye at once when this one does.
///
/// The handshake has a time limit, so that an end which says nothing cannot keep this one waiting:
/// five seconds where no other is given.
public final class Tls {
  private static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(5);

  private Tls() {}

  /// Connects to a host and makes the connection secure, trusting whom the JDK trusts.
  ///
  /// @throws javax.net.ssl.SSLException if the certificate is not valid for this host, or the
  ///   handshake fails
  /// @throws SocketTimeoutException if the handshake takes too long
  @Suspends
  public static Stream connect(String host, int port) throws IOException {
    SSLContext context = defaultContext();
    return client(Net.connect(host, port), host, context);
  }

  /// Makes a connection that was opened secure, as the client.
  ///
  /// @param plain all that was received from it must have been read
  /// @param host the name that the server's certificate must be for
  /// @param context whom to trust
  @Suspends
  public static Stream client(Stream plain, String host, SSLContext context) throws IOException {
    return client(plain, host, context, HANDSHAKE_LIMIT);
  }

  /// The same with this limit for the handshake.
  @Suspends
  public static Stream client(Stream plain, String host, SSLContext context, Duration limit)
      throws IOException {
    return handshake(plain, () -> clientEngine(host, context), limit);
  }

  /// Makes a connection that was accepted secure, as the server.
  ///
  /// @param plain all that was received from it must have been read
  /// @param context has the server's key and certificate
  @Suspends
  public static Stream server(Stream plain, SSLContext context) throws IOException {
    return server(plain, context, HANDSHAKE_LIMIT);
  }

  /// The same with this limit for the handshake.
  @Suspends
  public static Stream server(Stream plain, SSLContext context, Duration limit) throws IOException {
    return handshake(plain, () -> serverEngine(context), limit);
  }

  private static SSLEngine clientEngine(String host, SSLContext context) {
    SSLEngine engine = context.createSSLEngine(host, 0);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS"); // check the name: off by default
    engine.setSSLParameters(parameters);
    return engine;
  }

  private static SSLEngine serverEngine(SSLContext context) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    return engine;
  }

  @Suspends
  private static Stream handshake(Stream plain, Supplier<SSLEngine> engine, Duration limit)
      throws IOException {
    Transport transport = plain.detach();
    boolean done = false;
    try {
      TlsTransport secure = new TlsTransport(transport, engine.get());
      Async.timeout(limit, secure::handshake);
      done = true;
      return new Stream(secure);
    } catch (TimeoutException late) {
      throw tooSlow(transport, limit, late);
    } finally {
      if (!done) {
        transport.close();
      }
    }
  }

  private static IOException tooSlow(Transport transport, Duration limit, TimeoutException late) {
    String seconds = BigDecimal.valueOf(limit.toMillis(), 3).stripTrailingZeros().toPlainString();
    IOException tooSlow =
        new SocketTimeoutException(
            "the other end of "
                + transport
                + " took more than "
                + seconds
                + " s for the handshake");
    tooSlow.initCause(late);
    return tooSlow;
  }

  private static SSLContext defaultContext() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no default TLS context", e);
    }
  }
}
