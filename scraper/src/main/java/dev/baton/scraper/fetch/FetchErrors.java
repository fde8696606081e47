package dev.baton.scraper.fetch;

import dev.baton.scraper.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Says in a few words why no answer came.
final class FetchErrors {
  private static final int MAX_LENGTH = 300;
  private static final String NOT_HTTP = "the answer is not valid HTTP: ";
  private static final String STATUS_LINE = "Unexpected status line: ";
  private static final String ALERT = "Received fatal alert: ";
  private static final String NO_TUNNEL = "Unexpected response code for CONNECT: ";
  private static final String NO_PASSWORD = "Failed to authenticate with proxy";

  private FetchErrors() {}

  static String text(IOException failure) {
    return Text.shortened(describe(failure), MAX_LENGTH);
  }

  /// The same of a request through a proxy, which is what OkHttp has connected to.
  static String textThroughProxy(IOException failure) {
    return switch (failure) {
      case PrivateAddressException _ -> text(failure);
      case UnknownHostException _ -> "the host name of the proxy is not known";
      case ConnectException _, NoRouteToHostException _ ->
          "cannot connect to the proxy: " + deepest(failure).getMessage();
      default -> text(failure);
    };
  }

  /// What kind of failure it is: whether the next try may do better.
  static Problem problem(IOException failure) {
    return switch (failure) {
      case BadAnswerException bad -> bad.problem();
      case PrivateAddressException _ -> Problem.PRIVATE_ADDRESS;
      case SSLException _ when !isCut(failure) -> Problem.BAD_ANSWER;
      case ProtocolException _ when !isCut(failure) -> Problem.BAD_ANSWER;
      default -> Problem.NO_ANSWER;
    };
  }

  /// What is wrong with an answer that came.
  static BadAnswerException notHttp(int status, String problem) {
    return new BadAnswerException(status, NOT_HTTP + problem);
  }

  private static String describe(IOException failure) {
    Throwable cause = deepest(failure);
    if (failure instanceof BadAnswerException || failure instanceof PrivateAddressException) {
      return failure.getMessage();
    }
    if (isCut(failure)) {
      return "the connection was closed before the answer was complete";
    }
    return switch (failure) {
      case UnknownHostException _ -> "the host name is not known";
      case ConnectException _, NoRouteToHostException _ -> "cannot connect: " + cause.getMessage();
      case SSLException _ -> "no secure connection: " + describeTls(cause);
      case SocketException _ -> "the connection broke: " + cause.getMessage();
      case ProtocolException _ -> NOT_HTTP + describeHttp(failure.getMessage());
      default -> describeTunnel(String.valueOf(failure.getMessage()));
    };
  }

  /// OkHttp has no type of its own for a proxy that lets nobody through.
  private static String describeTunnel(String message) {
    if (message.startsWith(NO_TUNNEL)) {
      return "the proxy does not connect to the host: it answers with status "
          + message.substring(NO_TUNNEL.length());
    }
    return message.equals(NO_PASSWORD)
        ? "the proxy asks for a password, which this program cannot send"
        : "the answer could not be read";
  }

  private static String describeTls(Throwable cause) {
    return switch (cause) {
      case CertPathBuilderException _ ->
          "the server's certificate is signed by nobody known, perhaps by itself";
      case CertificateExpiredException _ -> "the server's certificate has expired";
      case CertificateNotYetValidException _ -> "the server's certificate is not valid yet";
      case SSLPeerUnverifiedException _ -> "the server's certificate is for another host";
      case GeneralSecurityException _ -> "the server's certificate is not acceptable";
      case SSLException _ when cause.getMessage().startsWith("Unsupported or unrecognized") ->
          "the server does not speak TLS; it probably speaks http, so try http://";
      case SSLException _ when cause.getMessage().startsWith(ALERT) ->
          "the server refuses it, with the alert " + cause.getMessage().substring(ALERT.length());
      default -> "the server and this program do not agree on TLS";
    };
  }

  /// OkHttp has nothing but its text.
  private static String describeHttp(String message) {
    if (message.startsWith(STATUS_LINE)) {
      return "it begins with \"" + message.substring(STATUS_LINE.length()) + "\"";
    }
    return message.startsWith("HTTP 20")
        ? "it has a body, which its status rules out"
        : "the length of a chunk is no number";
  }

  /// OkHttp has no type of its own for a body that is shorter than was said.
  private static boolean isCut(IOException failure) {
    Throwable cause = deepest(failure);
    return cause instanceof EOFException
        || cause instanceof SocketException && failure instanceof SSLException
        || failure instanceof ProtocolException
            && "unexpected end of stream".equals(failure.getMessage());
  }

  private static Throwable deepest(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest;
  }
}
