package dev.baton.scraper.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import dev.baton.scraper.Answer;
import dev.baton.scraper.Problem;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is different over TLS, and through a proxy.
@Timeout(120)
class TlsTest {
  private static final byte[] PAGE = "<title>Grüße</title><a href=/next>x</a>".getBytes(UTF_8);

  @TempDir private Path folder;

  private TlsSite site;
  private HttpFetcher fetcher;

  @BeforeEach
  void open() throws Exception {
    site = new TlsSite(folder, "secure.test");
    fetcher = Fetchers.onLoopback(4);
  }

  @AfterEach
  void leavesNothingOpen() {
    Fetchers.assertLeavesNothingOpen(fetcher);
    site.close();
  }

  // --- bodies

  @Test
  void asksForMoreEncodingsThanOverPlainHttp() throws Exception {
    site.answer(TlsSite.html(PAGE));

    assertIsThePage(fetch("/"));
    assertThat(site.takeRequest().getHeaders().get("Accept-Encoding")).isEqualTo("gzip, br, zstd");
  }

  @Test
  void undoesThem() {
    site.answer(TlsSite.html(Packed.brotli(PAGE)).setHeader("Content-Encoding", "br"));
    site.answer(TlsSite.html(Packed.zstd(PAGE)).setHeader("Content-Encoding", "ZSTD"));
    byte[] both = Packed.zstd(Packed.brotli(Packed.gzip(PAGE)));
    site.answer(TlsSite.html(both).setHeader("Content-Encoding", "gzip, br, zstd"));

    for (int i = 0; i < 3; i++) {
      assertIsThePage(fetch("/"));
    }
  }

  @Test
  void saysThatTheyAreDamaged() {
    site.answer(TlsSite.html(PAGE).setHeader("Content-Encoding", "br"));
    site.answer(TlsSite.html(PAGE).setHeader("Content-Encoding", "zstd"));

    assertThat(fetch("/"))
        .isEqualTo(
            new Answer.Failed(
                200, Problem.ENCODING, "the archive is cut or damaged: its br data is not valid"));
    assertThat(fetch("/"))
        .isEqualTo(
            new Answer.Failed(
                200, Problem.ENCODING, "the page is not zstd, although its header says so"));
  }

  @Test
  void looksIntoThemForWhatHasNoType() {
    site.answer(
        TlsSite.html(Packed.brotli(PAGE))
            .removeHeader("Content-Type")
            .setHeader("Content-Encoding", "br"));

    assertIsThePage(fetch("/"));
  }

  // --- connections

  /// Limits count the bytes of one answer on one connection, and a host is asked for one page at a
  /// time: HTTP/2 would bring nothing.
  @Test
  void speaksHttp11WithAServerThatSpeaksBoth() throws Exception {
    site.answer(TlsSite.html(PAGE)).answer(TlsSite.html(PAGE));

    assertIsThePage(fetch("/"));
    assertIsThePage(fetch("/"));

    assertThat(site.takeRequest().getVersion()).isEqualTo("HTTP/1.1");
    RecordedRequest second = site.takeRequest();
    assertThat(second.getExchangeIndex()).as("on the same connection").isEqualTo(1);
  }

  /// Its last message is no answer.
  @Test
  void asksOnceMoreOnAKeptConnectionThatIsClosed() {
    site.answer(TlsSite.html(PAGE).onResponseEnd(new SocketEffect.CloseSocket(true, false, true)));
    site.answer(TlsSite.html(PAGE));

    assertIsThePage(fetch("/"));
    assertIsThePage(fetch("/"));
    assertThat(fetcher.sentTwice()).isEqualTo(1);
  }

  @Test
  void aHandshakeThatFailsIsAFailure() {
    site.answer(new MockResponse.Builder().failHandshake());

    assertThat(fetch("/"))
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed -> assertThat(failed.error()).startsWith("no secure connection: "));
  }

  /// Its certificate is for another name.
  @Test
  void checksTheName() {
    HttpUrl other = HttpUrl.get("https://other.test:" + site.port());

    assertThat(run(resolving(), other))
        .isEqualTo(
            new Answer.Failed(
                0,
                Problem.BAD_ANSWER,
                "no secure connection: the server's certificate is for another host"));
    assertThat(site.requests()).isZero();
  }

  private static FetchSettings resolving() {
    return Fetchers.settings(1)
        .with(Consents.none().withOption("other.test").withOption("127.0.0.1"))
        .with(Fetchers.LOOPBACK);
  }

  // --- through a proxy

  /// The server stands for both.
  @Test
  void aProxyConnectsToTheServerWithoutReadingWhatIsSent() throws Exception {
    site.answer(new MockResponse.Builder().inTunnel()).answer(TlsSite.html(PAGE));
    HttpUrl url = HttpUrl.get("https://secure.test/x");
    FetchSettings settings =
        throughProxy(site.port()).with(Credentials.none().withHeader(url, "X-Api-Key", "k"));

    assertThat(run(settings, url).title()).isEqualTo("Grüße");

    RecordedRequest connect = site.takeRequest();
    assertThat(connect.getRequestLine()).isEqualTo("CONNECT secure.test:443 HTTP/1.1");
    assertThat(connect.getHeaders().names()).doesNotContain("X-Api-Key");
    assertThat(site.takeRequest().getHeaders().get("X-Api-Key")).isEqualTo("k");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 407, 502})
  void aProxyThatDoesNotConnectIsAFailure(int status) {
    site.answer(new MockResponse.Builder().code(status).inTunnel());

    assertThat(run(throughProxy(site.port()), HttpUrl.get("https://secure.test/")))
        .isEqualTo(
            new Answer.Failed(
                0,
                Problem.NO_ANSWER,
                status == 407
                    ? "the proxy asks for a password, which this program cannot send"
                    : "the proxy does not connect to the host: it answers with status " + status));
    assertThat(site.requests()).isEqualTo(1);
  }

  /// By a name, nobody but the proxy knows its address.
  @Test
  void aPrivateAddressIsRefusedInFrontOfAProxyToo() {
    assertThat(run(throughProxy(site.port()), HttpUrl.get("https://10.0.0.1/")))
        .isEqualTo(
            new Answer.Failed(
                0,
                Problem.PRIVATE_ADDRESS,
                "10.0.0.1 has the private address 10.0.0.1; to allow it: --allow-private"
                    + " 10.0.0.1"));
    assertThat(site.requests()).isZero();
  }

  /// No name is resolved but the proxy's.
  static FetchSettings throughProxy(int port) {
    return FetchSettings.of(1, "test").with(Fetchers.NOBODY).withProxy("http://127.0.0.1:" + port);
  }

  private static void assertIsThePage(Answer answer) {
    assertThat(answer.error()).isNull();
    assertThat(answer.title()).isEqualTo("Grüße");
    assertThat(answer.targets()).hasSize(1);
  }

  private static Answer run(FetchSettings settings, HttpUrl url) {
    try (HttpFetcher own = new HttpFetcher(settings)) {
      return EventLoop.run(() -> own.fetch(url));
    }
  }

  private Answer fetch(String path) {
    return EventLoop.run(() -> fetcher.fetch(site.url(path)));
  }
}
