package dev.baton.feed.watch;

import dev.baton.feed.protocol.CloseCode;
import dev.baton.feed.protocol.ServerMessage.Bye;
import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/// What a server that does not want us says, as a failure whose message says what to do.
final class Refusal {
  private Refusal() {}

  /// With a goodbye.
  static IOException of(Bye bye) {
    return isFinal(bye.code())
        ? of(bye.code(), bye.why())
        : new BusyException(
            "the server says: " + bye.why(), bye.code(), Duration.ofMillis(bye.retryMillis()));
  }

  /// With a code of a close frame.
  static IOException of(int code, String reason) {
    if (CloseCode.isDenial(code)) {
      return denied(code == CloseCode.UNAUTHORIZED, reason);
    }
    if (CloseCode.isFault(code)) {
      return fault(code, reason);
    }
    return new IOException(reason.isEmpty() ? "the server has closed the connection" : reason);
  }

  /// Whether the next try would end with the same code.
  static boolean isFinal(int code) {
    return CloseCode.isDenial(code) || CloseCode.isFault(code);
  }

  private static FaultException fault(int code, String words) {
    return new FaultException(
        "the server says that this program breaks the protocol: it closed with code %d%s; %s"
            .formatted(
                code,
                words.isBlank() ? "" : " (" + words + ")",
                "try the version of this program that the server has"));
  }

  /// @param nameless whether the server does not know who we are
  /// @param words of the server
  static DeniedException denied(boolean nameless, String words) {
    String what =
        nameless
            ? "the server wants a token that it knows; name the file that has it with --token-file"
            : "the server does not let this watcher in; whoever runs it can allow it";
    return new DeniedException(words.isBlank() ? what : what + " (it says: " + words + ")");
  }

  /// With a status of HTTP: 401, 403 or 421.
  static DeniedException denied(Access access, int status) {
    if (status != 401) {
      return new DeniedException(
          "%s does not let this watcher in (status %d); whoever runs it can allow it"
              .formatted(access.url(), status));
    }
    return new DeniedException(
        access.token().isEmpty()
            ? access.url() + " wants a token; name the file that has it with --token-file"
            : access.url() + " does not know the token in --token-file");
  }

  /// With an answer that no feed gives.
  static RefusedException noFeed(Access access, String why, IOException cause) {
    return refused(access.url() + " answers, but not as a feed does: " + why, cause);
  }

  /// With a certificate that is not to be trusted, or without TLS.
  static RefusedException insecure(Access access, SSLException failure) {
    String why =
        CertificateProblem.in(failure)
            .map(
                problem ->
                    "its certificate " + CertificateProblem.text(problem, access.url().host()))
            .orElse("it does not speak TLS as we do; if it does not at all, use ws://");
    return refused(access.url() + " cannot be trusted: " + why, failure);
  }

  private static RefusedException refused(String message, IOException cause) {
    RefusedException refused = new RefusedException(message);
    refused.initCause(cause);
    return refused;
  }
}
