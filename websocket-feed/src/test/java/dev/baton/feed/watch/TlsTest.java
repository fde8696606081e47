package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.EventLoop;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A watcher of a server that speaks TLS.
@Tag("process")
class TlsTest {
  private static final String PASSWORD = "password";
  private static final String HELLO = "{\"op\":\"hello\"}";

  @TempDir private static Path folder;

  @BeforeAll
  static void makeCertificates() throws Exception {
    make("right", "dns:localhost,ip:127.0.0.1");
    make("other", "dns:other.example");
  }

  @Test
  void aServerWhoseCertificateIsTrustedIsRead() throws Exception {
    assertThat(read("right", trust("right"))).isEqualTo(HELLO);
  }

  @Test
  void aCertificateForAnotherNameIsRefused() throws Exception {
    assertThatThrownBy(() -> read("other", trust("other")))
        .isInstanceOf(RefusedException.class)
        .hasMessageEndingWith("cannot be trusted: its certificate is not for 127.0.0.1");
  }

  @Test
  void aCertificateOfNobodyWhoIsTrustedIsRefused() throws Exception {
    assertThatThrownBy(() -> read("right", Trust.ofSystem()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("its certificate is of nobody whom")
        .hasMessageContaining("--ca");
  }

  /// As the JDK says it.
  @Test
  void aCertificateThatHasExpiredIsSaidSo() {
    Exception expired = new CertPathValidatorException("", null, null, -1, BasicReason.EXPIRED);
    CertificateException failure = new CertificateException("", expired);

    assertThat(CertificateProblem.in(new SSLHandshakeException("", failure))).hasValue(failure);
    assertThat(CertificateProblem.text(failure, "h")).isEqualTo("has expired");
  }

  @Test
  void aServerThatSpeaksNoTlsIsSaidSo() throws Exception {
    try (RawServer plain = new RawServer(RawServer.raw(raw -> raw.write("hello, who is there?")))) {
      assertThatThrownBy(() -> read(plain, Trust.ofSystem()))
          .isInstanceOf(RefusedException.class)
          .hasMessageEndingWith("if it does not at all, use ws://");
    }
  }

  private String read(String key, Trust trust) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(key + ".p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    ServerSocket listening =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    try (RawServer server = new RawServer(listening, raw -> raw.text(HELLO))) {
      return read(server, trust);
    }
  }

  private static String read(RawServer server, Trust trust) throws IOException {
    FeedUrl url = new FeedUrl(true, "127.0.0.1", server.url().port());
    Access access = new Access(url, Optional.empty(), Optional.of(trust));
    WebSocketConnector connector = new WebSocketConnector(access, Duration.ofSeconds(20));
    return EventLoop.<String, IOException>run(() -> connector.connect(FeedConnector.Link::receive));
  }

  private Trust trust(String key) {
    return Trust.of(folder.resolve(key + ".pem"));
  }

  /// A key with a self-signed certificate, by the JDK's keytool.
  private static void make(String name, String names) throws Exception {
    keytool(
        name, List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=f", "-ext", "SAN=" + names));
    keytool(
        name, List.of("-exportcert", "-rfc", "-file", folder.resolve(name + ".pem").toString()));
  }

  private static void keytool(String name, List<String> options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-alias",
            "server",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            folder.resolve(name + ".p12").toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
  }
}
