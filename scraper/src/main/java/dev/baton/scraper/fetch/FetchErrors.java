package dev.baton.scraper.fetch;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/// Says in a few words why no answer came.
final class FetchErrors {
  private static final int MAX_LENGTH = 300;

  private FetchErrors() {}

  static String text(IOException failure) {
    return Text.shortened(describe(failure), MAX_LENGTH);
  }

  private static String describe(IOException failure) {
    Throwable cause = deepest(failure);
    if (cause instanceof EOFException || isCutShort(failure)) {
      return "the connection was closed before the answer was complete";
    }
    return switch (failure) {
      case UnknownHostException _ -> "the host name is not known";
      case ConnectException _ -> "cannot connect: " + cause.getMessage();
      case SSLException _ -> "no secure connection: " + cause.getMessage();
      case SocketException _ -> "the connection broke: " + cause.getMessage();
      case ProtocolException _ -> "the answer is not valid HTTP: " + cause.getMessage();
      default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
    };
  }

  /// OkHttp has no type of its own for a body that is shorter than was said.
  private static boolean isCutShort(IOException failure) {
    return failure instanceof ProtocolException
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
