package dev.baton.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
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
    assertThat(FetchErrors.text(new SSLHandshakeException("Received fatal alert: no_such")))
        .isEqualTo("no secure connection: the server refuses it, with the alert no_such");
    assertThat(FetchErrors.text(new SSLHandshakeException("No appropriate protocol")))
        .isEqualTo("no secure connection: the server and this program do not agree on TLS");
    assertThat(FetchErrors.text(new SocketException("Connection reset")))
        .isEqualTo("the connection broke: Connection reset");
    assertThat(FetchErrors.text(new ProtocolException("Unexpected status line: x")))
        .isEqualTo("the answer is not valid HTTP: it begins with \"x\"");
    assertThat(FetchErrors.text(new IOException("unexpected end of stream", new EOFException())))
        .isEqualTo("the connection was closed before the answer was complete");
    assertThat(FetchErrors.text(new IOException())).isEqualTo("the answer could not be read");
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
  void showsNoWordsOfALibrary() {
    assertThat(FetchErrors.text(new IOException("canceled due to java.lang.IllegalStateException")))
        .isEqualTo("the answer could not be read");
    assertThat(FetchErrors.text(new ProtocolException("HTTP 204 had non-zero Content-Length: 5")))
        .isEqualTo("the answer is not valid HTTP: it has a body, which its status rules out");
    assertThat(describeCertificate(new CertPathValidatorException("Algorithm constraints check")))
        .isEqualTo("the server's certificate is not acceptable");
  }

  @Test
  void isShortWhateverTheServerSent() {
    assertThat(
            FetchErrors.text(
                new ProtocolException("Unexpected status line: " + "x".repeat(100_000))))
        .hasSize(300);
  }

  private static ConnectException causedBy(String cause) {
    ConnectException failure = new ConnectException("Failed to connect to /127.0.0.1:1");
    failure.initCause(new ConnectException(cause));
    return failure;
  }
}
