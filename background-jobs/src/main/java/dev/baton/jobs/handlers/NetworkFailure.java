package dev.baton.jobs.handlers;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Why no answer came from a server, in plain words: what libraries say of it is for programmers.
final class NetworkFailure {
  private NetworkFailure() {}

  /// What the innermost cause means of those that are known; empty if none is.
  static Optional<String> text(Throwable failure, String host, int port) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .flatMap(cause -> known(cause, host, host + ":" + port).stream())
        .reduce((_, inner) -> inner);
  }

  private static Optional<String> known(Throwable cause, String host, String server) {
    return Optional.ofNullable(
        switch (cause) {
          case UnknownHostException _ -> "host unknown: " + host;
          case NoRouteToHostException _ -> "there is no way to " + server;
          case ConnectException late when says(late, "timed out") -> "no answer from " + server;
          case ConnectException _ -> "connection refused by " + server;
          case SocketException broken ->
              "the connection to %s failed: %s".formatted(server, broken.getMessage());
          case SSLPeerUnverifiedException _ -> untrusted(server);
          case CertificateException _ -> untrusted(server);
          case SSLException _ -> "no TLS with " + server;
          default -> null;
        });
  }

  private static boolean says(Exception failure, String words) {
    return String.valueOf(failure.getMessage()).contains(words);
  }

  private static String untrusted(String server) {
    return "the certificate of %s is not trusted, or is for another host".formatted(server);
  }
}
