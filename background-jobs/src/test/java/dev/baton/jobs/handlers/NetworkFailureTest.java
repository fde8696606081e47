package dev.baton.jobs.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class NetworkFailureTest {
  private static final String UNTRUSTED =
      "the certificate of h:1 is not trusted, or is for another host";

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new UnknownHostException("h: Name or service not known"), "host unknown: h"),
        Arguments.of(new NoRouteToHostException("No route to host"), "there is no way to h:1"),
        Arguments.of(new ConnectException("Connection timed out"), "no answer from h:1"),
        Arguments.of(new ConnectException("Connection refused"), "connection refused by h:1"),
        Arguments.of(
            new SocketException("Connection reset"),
            "the connection to h:1 failed: Connection reset"),
        Arguments.of(new SSLPeerUnverifiedException("Hostname h not verified"), UNTRUSTED),
        Arguments.of(
            new SSLHandshakeException("PKIX", new CertificateException("PKIX")), UNTRUSTED),
        Arguments.of(new SSLException("Unsupported message"), "no TLS with h:1"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void theInnermostCauseThatIsKnownIsTold(Exception failure, String text) {
    Exception wrapped = new ConnectException("Failed to connect to /h:1");
    wrapped.initCause(failure);

    assertThat(NetworkFailure.text(failure, "h", 1)).hasValue(text);
    assertThat(NetworkFailure.text(wrapped, "h", 1)).hasValue(text);
  }

  @Test
  void whatIsNotOfTheNetworkIsNotKnown() {
    assertThat(NetworkFailure.text(new IOException("unexpected end of stream"), "h", 1)).isEmpty();
  }
}
