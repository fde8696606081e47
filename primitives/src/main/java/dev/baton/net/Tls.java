package dev.baton.net;

import dev.baton.Suspends;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// TLS over a stream, for both ends. After the handshake the stream that was given must not be used
/// any more.
///
/// A client checks that the server's certificate is valid and was made for the name that it asked
/// for.
public final class Tls {
  private Tls() {}

  /// Connects to a host and makes the connection secure, trusting whom the JDK trusts.
  ///
  /// @throws javax.net.ssl.SSLException if the certificate is not valid for this host, or the
  ///   handshake fails
  @Suspends
  public static Stream connect(String host, int port) throws IOException {
    return client(Net.connect(host, port), host, defaultContext());
  }

  /// Makes a connection that was opened secure, as the client.
  ///
  /// @param host the name that the server's certificate must be for
  /// @param context whom to trust
  @Suspends
  public static Stream client(Stream plain, String host, SSLContext context) throws IOException {
    SSLEngine engine = context.createSSLEngine(host, 0);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS"); // check the name: off by default
    engine.setSSLParameters(parameters);
    return handshake(plain, engine);
  }

  /// Makes a connection that was accepted secure, as the server.
  ///
  /// @param context has the server's key and certificate
  @Suspends
  public static Stream server(Stream plain, SSLContext context) throws IOException {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    return handshake(plain, engine);
  }

  @Suspends
  private static Stream handshake(Stream plain, SSLEngine engine) throws IOException {
    Transport transport = plain.detach();
    try {
      TlsTransport secure = new TlsTransport(transport, engine);
      secure.handshake();
      return new Stream(secure);
    } catch (Throwable failure) {
      transport.close();
      throw failure;
    }
  }

  private static SSLContext defaultContext() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no default TLS context", e);
    }
  }
}
