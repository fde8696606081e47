package dev.baton.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
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
  void saysWhatIsWrongWithACertificate() {
    assertThat(describeCertificate(new CertPathBuilderException("unable to find valid path")))
        .isEqualTo("the server's certificate is signed by nobody known, perhaps by itself");
    assertThat(describeCertificate(new CertificateExpiredException("NotAfter: Fri Jan 01")))
        .isEqualTo("the server's certificate has expired");
    assertThat(describeCertificate(new CertificateNotYetValidException("NotBefore: Fri Jan 01")))
        .isEqualTo("the server's certificate is not valid yet");
    assertThat(describeCertificate(new SSLPeerUnverifiedException("Hostname h not verified: ...")))
        .isEqualTo("the server's certificate is for another host");
  }

  private static String describeCertificate(Exception cause) {
    String text = FetchErrors.text(new SSLHandshakeException("PKIX path failed", cause));
    assertThat(text).startsWith("no secure connection: ");
    return text.substring("no secure connection: ".length());
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
