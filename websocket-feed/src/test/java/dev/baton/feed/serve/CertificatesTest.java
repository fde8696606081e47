package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Suspends;
import dev.baton.feed.websocket.ClientHandshake;
import dev.baton.feed.websocket.FrameSource;
import dev.baton.feed.websocket.Message;
import dev.baton.feed.websocket.Role;
import dev.baton.feed.websocket.WebSocket;
import dev.baton.feed.websocket.WebSocketSettings;
import dev.baton.net.Net;
import dev.baton.net.Stream;
import dev.baton.net.Tls;
import dev.baton.net.http.Guard;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that speaks TLS with certificates from files.
class CertificatesTest {
  /// The first handshake of a process loads much.
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private static Path folder;

  @BeforeAll
  static void make() throws Exception {
    PemFiles.make(folder, "EC", "EC", "dns:localhost");
    PemFiles.make(folder, "RSA", "RSA", "dns:localhost");
    PemFiles.make(folder, "one", "EC", "dns:one.example");
    List<String> lastYear = List.of("-startdate", "2020/01/01", "-validity", "1");
    PemFiles.make(folder, "expired", "EC", "dns:localhost", lastYear);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void theFeedIsServedOverTls(String kind) {
    serve(
        List.of(kind),
        server ->
            assertThat(firstMessage(server, "localhost", kind)).contains("\"op\":\"welcome\""));
  }

  /// By the name that it sends (SNI).
  @Test
  void aClientGetsTheCertificateForTheNameThatItAsksFor() {
    serve(
        List.of("EC", "one"),
        server -> {
          assertThat(answer(server, "one.example", "one")).startsWith("HTTP/1.1 200 ");
          assertThat(answer(server, "localhost", "EC")).startsWith("HTTP/1.1 200 ");
          assertThatThrownBy(() -> answer(server, "two.example", "one"))
              .isInstanceOf(SSLException.class);
        });
  }

  @Test
  void whoSpeaksNoTlsGetsNothing() {
    serve(
        List.of("EC"),
        server -> {
          try (Stream plain = Net.connect("127.0.0.1", server.port())) {
            plain.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(new String(plain.read(1_000))).doesNotContain("ok");
          }
        });
  }

  @Test
  void aHandshakeThatDoesNotEndIsCutOff() {
    ServeSettings hasty = TestServer.SETTINGS.withPatience(Duration.ofMillis(200));
    TestServer.run(
        hasty,
        Access.of(Guard.ofThisMachine()),
        context("EC"),
        server -> {
          try (Stream silent = Net.connect("127.0.0.1", server.port())) {
            assertThat(silent.read(1_000)).isEmpty();
          }
        });
  }

  // --- files

  @Test
  void whatIsWrongWithAFileIsSaid() throws Exception {
    Path nothing = folder.resolve("nothing");
    Path text = Files.writeString(folder.resolve("text"), "hello\n");
    Path broken =
        Files.writeString(
            folder.resolve("broken"),
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");

    says(nothing, key("EC"), "the file " + nothing + " cannot be read");
    says(text, key("EC"), "the file " + text + " holds no certificate");
    says(cert("expired"), key("expired"), " holds no certificate that is valid now");
    says(cert("EC"), nothing, "the file " + nothing + " cannot be read");
    says(cert("EC"), text, " holds no private key in PKCS #8, without a password");
    says(cert("EC"), broken, " holds no key of the certificate's kind, EC");
    says(cert("EC"), key("RSA"), " holds no key of the certificate's kind, EC");
    says(cert("one"), key("EC"), " holds the key of another certificate");
  }

  private static void says(Path cert, Path key, String sentence) {
    assertThatThrownBy(() -> Certificates.context(List.of(cert), List.of(key)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence)
        .hasMessageStartingWith("the file ");
  }

  // --- the ground

  private static Path cert(String name) {
    return folder.resolve(name + ".cert");
  }

  private static Path key(String name) {
    return folder.resolve(name + ".key");
  }

  private static SSLContext context(String... names) {
    List<Path> chains = new ArrayList<>();
    List<Path> keys = new ArrayList<>();
    for (String name : names) {
      chains.add(cert(name));
      keys.add(key(name));
    }
    return Certificates.context(chains, keys);
  }

  private static void serve(List<String> certificates, TestServer.Play play) {
    Guard guard = Guard.ofThisMachine().withHost("one.example");
    SSLContext tls = context(certificates.toArray(String[]::new));
    TestServer.run(TestServer.SETTINGS.withPatience(LIMIT), Access.of(guard), tls, play);
  }

  /// A client that trusts this certificate alone, and checks the name.
  @Suspends
  private static Stream connect(TestServer server, String host, String trusted) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(cert(trusted))) {
      store.setCertificateEntry(
          "one", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return Tls.client(Net.connect("127.0.0.1", server.port()), host, context, LIMIT);
  }

  @Suspends
  private static String answer(TestServer server, String host, String trusted) throws Exception {
    try (Stream secure = connect(server, host, trusted)) {
      secure.write("GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
      return secure.readLine(1_000);
    }
  }

  @Suspends
  private static String firstMessage(TestServer server, String host, String trusted)
      throws Exception {
    Stream secure = connect(server, host, trusted);
    ClientHandshake.perform(secure, host, "/", List.of("feed.v1"), Map.of(), LIMIT);
    String[] first = new String[1];
    WebSocket.run(
        secure,
        Role.CLIENT,
        WebSocketSettings.defaults(),
        FrameSource.NONE,
        socket -> first[0] = ((Message.Text) socket.receive()).text());
    return first[0];
  }
}
