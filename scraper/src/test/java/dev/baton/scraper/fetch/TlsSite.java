package dev.baton.scraper.fetch;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;

/// A server on loopback that speaks TLS, and HTTP/2 to whoever asks for it. Fetchers that are made
/// while it is open trust it.
final class TlsSite implements AutoCloseable {
  private static final String TRUSTED = "javax.net.ssl.trustStore";

  /// Of what it logs, the tests see all that matters. A logger that nobody holds is forgotten.
  private static final Logger LOG = Logger.getLogger(MockWebServer.class.getName());

  private final MockWebServer server = new MockWebServer();
  private final String trustedBefore = System.getProperty(TRUSTED);

  /// @param folder for the file that names whom to trust
  /// @param host that its certificate is for, beside 127.0.0.1
  TlsSite(Path folder, String host) throws IOException, GeneralSecurityException {
    LOG.setLevel(Level.OFF);
    HeldCertificate certificate =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("127.0.0.1")
            .addSubjectAlternativeName(host)
            .build();
    server.useHttps(
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate)
            .build()
            .sslSocketFactory());
    server.start(InetAddress.getLoopbackAddress(), 0);
    trust(certificate, folder.resolve("trusted"));
  }

  private static void trust(HeldCertificate certificate, Path file)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("JKS");
    trusted.load(null, null);
    trusted.setCertificateEntry("site", certificate.certificate());
    try (OutputStream out = Files.newOutputStream(file)) {
      trusted.store(out, new char[0]);
    }
    System.setProperty(TRUSTED, file.toString());
  }

  HttpUrl url(String path) {
    return HttpUrl.get("https://127.0.0.1:" + server.getPort()).resolve(path);
  }

  int port() {
    return server.getPort();
  }

  /// What it answers to the next request that has no answer yet.
  TlsSite answer(MockResponse.Builder answer) {
    server.enqueue(answer.build());
    return this;
  }

  static MockResponse.Builder html(byte[] body) {
    return new MockResponse.Builder()
        .setHeader("Content-Type", "text/html; charset=utf-8")
        .body(new Buffer().write(body));
  }

  RecordedRequest takeRequest() throws InterruptedException {
    return server.takeRequest();
  }

  int requests() {
    return server.getRequestCount();
  }

  @Override
  public void close() {
    server.close();
    if (trustedBefore == null) {
      System.clearProperty(TRUSTED);
    } else {
      System.setProperty(TRUSTED, trustedBefore);
    }
  }
}
