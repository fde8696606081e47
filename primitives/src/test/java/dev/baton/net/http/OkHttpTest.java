package dev.baton.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.net.Certificates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// OkHttp, a client that many programs use, over real sockets.
class OkHttpTest {
  private static final int LARGE = 3_000_000;
  private static final MediaType BYTES = MediaType.get("application/octet-stream");

  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger bodies = new AtomicInteger();
  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .callTimeout(Duration.ofSeconds(30))
          .eventListener(
              new EventListener() {
                @Override
                public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
                  connections.incrementAndGet();
                }

                @Override
                public void requestBodyStart(Call call) {
                  bodies.incrementAndGet();
                }
              })
          .build();

  @TempDir private static Path keys;
  private static Certificates certificates;

  @TempDir private Path folder;

  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = new Certificates(keys);
  }

  @AfterEach
  void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private record Answer(int status, String body, okhttp3.Headers headers) {}

  @Suspends
  private static Answer send(OkHttpClient client, okhttp3.Request.Builder request)
      throws IOException {
    return Blocking.call(
        () -> {
          try (okhttp3.Response response = client.newCall(request.build()).execute()) {
            return new Answer(response.code(), response.body().string(), response.headers());
          }
        });
  }

  @Suspends
  private String text(okhttp3.Request.Builder request) throws IOException {
    return send(client, request).body();
  }

  private static okhttp3.Request.Builder request(String url) {
    return new okhttp3.Request.Builder().url(url);
  }

  /// Of unknown length, so it is sent in chunks.
  private static RequestBody chunked(int size) {
    return new RequestBody() {
      @Override
      public MediaType contentType() {
        return BYTES;
      }

      @Override
      public void writeTo(BufferedSink sink) throws IOException {
        byte[] piece = new byte[10_000];
        for (int left = size; left > 0; left -= piece.length) {
          sink.write(piece);
        }
      }
    };
  }

  @Test
  void manyRequestsUseOneConnection() throws Exception {
    RealServer.visit(
        RealServer::respond,
        url -> {
          for (int i = 0; i < 50; i++) {
            assertThat(text(request(url + "/" + i))).isEqualTo("GET /" + i);
          }
          assertThat(text(request(url + "/p").post(RequestBody.create("hello", null))))
              .isEqualTo("POST /p hello");
          assertThat(send(client, request(url + "/h").head()).headers().get("Content-Length"))
              .isEqualTo("7");
        });

    assertThat(connections).hasValue(1);
  }

  @Test
  void bodiesComeInChunksBothWays() throws Exception {
    RealServer.visit(
        RealServer::respond,
        url -> {
          Answer streamed = send(client, request(url + "/stream"));
          assertThat(streamed.headers().get("Transfer-Encoding")).isEqualTo("chunked");
          assertThat(streamed.body()).startsWith("piece 0\n").endsWith("piece 99\n");
          assertThat(text(request(url + "/count").post(chunked(LARGE)))).isEqualTo("" + LARGE);
        });

    assertThat(connections).hasValue(1);
  }

  @Test
  void waitsToBeToldToSendItsBody() throws Exception {
    RealServer.visit(
        RealServer::respond,
        url -> {
          okhttp3.Request.Builder post = request(url + "/count").header("Expect", "100-continue");
          assertThat(text(post.post(RequestBody.create(new byte[LARGE], BYTES))))
              .isEqualTo("" + LARGE);
          assertThat(bodies).hasValue(1);

          byte[] tooLarge = new byte[10_000_001];
          Answer refused = send(client, post.post(RequestBody.create(tooLarge, BYTES)));
          assertThat(refused.status()).isEqualTo(413);
          assertThat(bodies).hasValue(1); // it was not sent in vain
        });
  }

  @Test
  void getsPartsOfAFile() throws Exception {
    byte[] large = new byte[1_000_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) ('a' + i % 23);
    }
    Files.write(folder.resolve("large.txt"), large);
    RealServer.visit(
        new FileHandler(folder),
        url -> {
          Answer part = send(client, request(url + "/large.txt").header("Range", "bytes=400000-"));
          assertThat(part.status()).isEqualTo(206);
          assertThat(part.headers().get("Content-Range")).isEqualTo("bytes 400000-999999/1000000");
          assertThat(part.body())
              .isEqualTo(new String(Arrays.copyOfRange(large, 400_000, large.length)));
          assertThat(text(request(url + "/large.txt").header("Range", "bytes=0-9")))
              .isEqualTo("abcdefghij");
        });
  }

  // --- over TLS

  @Test
  void speaksTlsToo() throws Exception {
    OkHttpClient trusting = trusting();
    RealServer.visitOverTls(
        certificates.context("TLSv1.3"),
        RealServer::respond,
        url -> {
          for (int i = 0; i < 10; i++) {
            assertThat(send(trusting, request(url + "/" + i)).body()).isEqualTo("GET /" + i);
          }
          assertThat(send(trusting, request(url + "/count").post(chunked(LARGE))).body())
              .isEqualTo("" + LARGE);
          assertThat(send(trusting, request(url + "/stream")).body()).endsWith("piece 99\n");
        });

    assertThat(connections).hasValue(1);
  }

  @Test
  void refusesACertificateThatItDoesNotTrust() throws Exception {
    RealServer.visitOverTls(
        certificates.context("TLSv1.3"),
        RealServer::respond,
        url ->
            assertThatThrownBy(() -> text(request(url + "/")))
                .isInstanceOf(SSLHandshakeException.class));
  }

  private OkHttpClient trusting() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var in = Files.newInputStream(certificates.pem())) {
      store.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    X509TrustManager trust = (X509TrustManager) factory.getTrustManagers()[0];
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new X509TrustManager[] {trust}, null);
    return client.newBuilder().sslSocketFactory(context.getSocketFactory(), trust).build();
  }

  @Test
  void curlSpeaksTlsToo() throws Exception {
    Path upload = Files.write(folder.resolve("upload"), new byte[LARGE]);
    String trusted = certificates.pem().toString();
    RealServer.visitOverTls(
        certificates.context("TLSv1.3"),
        RealServer::respond,
        url -> {
          assertThat(Curl.get("--cacert", trusted, url + "/a", url + "/b"))
              .isEqualTo("GET /aGET /b");
          assertThat(Curl.get("--cacert", trusted, "-T", upload.toString(), url + "/count"))
              .isEqualTo("" + LARGE);
          assertThat(Curl.get(url + "/a")).contains("curl: (60)");
        });
  }
}
