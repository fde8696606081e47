package dev.baton.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class FetchErrorsTest {
  @Test
  void saysWhatHappenedInAFewWords() {
    assertThat(
            FetchErrors.text(new UnknownHostException("nowhere.test: Name or service not known")))
        .isEqualTo("the host name is not known");
    assertThat(FetchErrors.text(causedBy("Connection refused")))
        .isEqualTo("cannot connect: Connection refused");
    assertThat(FetchErrors.text(new SSLHandshakeException("certificate expired")))
        .isEqualTo("no secure connection: certificate expired");
    assertThat(FetchErrors.text(new SocketException("Connection reset")))
        .isEqualTo("the connection broke: Connection reset");
    assertThat(FetchErrors.text(new ProtocolException("Unexpected status line: x")))
        .isEqualTo("the answer is not valid HTTP: Unexpected status line: x");
    assertThat(FetchErrors.text(new IOException("unexpected end of stream", new EOFException())))
        .isEqualTo("the connection was closed before the answer was complete");
    assertThat(FetchErrors.text(new IOException())).isEqualTo("java.io.IOException");
  }

  @Test
  void isShortWhateverTheServerSent() {
    assertThat(FetchErrors.text(new ProtocolException("x".repeat(100_000)))).hasSize(300);
  }

  private static ConnectException causedBy(String cause) {
    ConnectException failure = new ConnectException("Failed to connect to /127.0.0.1:1");
    failure.initCause(new ConnectException(cause));
    return failure;
  }
}
