package dev.baton.scraper.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.TimeoutException;
import dev.baton.scraper.Answer;
import dev.baton.scraper.Link;
import dev.baton.scraper.Problem;
import dev.baton.scraper.ShortageException;
import dev.baton.scraper.sites.HandServer;
import dev.baton.scraper.sites.TestSite;
import java.io.IOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One request at a time, against real servers on loopback.
@Timeout(120)
class HttpFetcherTest {
  private static TestSite site;

  private final HttpFetcher fetcher = Fetchers.onLoopback(4);

  @BeforeAll
  static void openSite() {
    site = new TestSite();
  }

  @AfterAll
  static void closeSite() {
    site.close();
  }

  @AfterEach
  void leavesNothingOpen() {
    Fetchers.assertLeavesNothingOpen(fetcher);
    site.clear();
  }

  @Test
  void readsTitleAndLinks() {
    site.page("/", "/a", "b#x");

    assertThat(fetch("/"))
        .isInstanceOfSatisfying(
            Answer.Html.class,
            html -> {
              assertThat(html.status()).isEqualTo(200);
              assertThat(html.title()).isEqualTo("Page /");
              assertThat(html.targets()).containsExactly(site.url("/a"), site.url("/b"));
            });
  }

  /// The host has not even heard of it.
  @Test
  void aShortageOfFilesIsNoAnswerOfTheHost() {
    Resolver poor =
        name -> {
          UnknownHostException failure = new UnknownHostException(name);
          failure.initCause(new SocketException("Too many open files"));
          throw failure;
        };
    try (HttpFetcher fetcher = new HttpFetcher(Fetchers.settings(1).with(poor))) {
      assertThatThrownBy(() -> EventLoop.run(() -> fetcher.fetch(HttpUrl.get("http://name.test/"))))
          .isInstanceOf(ShortageException.class)
          .hasMessageStartingWith("too many open files; raise ulimit -n");
    }
  }

  /// Nor of a thread that cannot be started.
  @Test
  void aShortageOfThreadsIsNoAnswerOfTheHost() {
    Resolver poor =
        _ -> {
          throw new OutOfMemoryError("unable to create native thread: possibly out of memory");
        };
    try (HttpFetcher fetcher = new HttpFetcher(Fetchers.settings(1).with(poor))) {
      assertThatThrownBy(() -> EventLoop.run(() -> fetcher.fetch(HttpUrl.get("http://name.test/"))))
          .isInstanceOf(ShortageException.class)
          .hasMessageStartingWith("too many threads; raise ulimit -u");
    }
  }

  @Test
  void aRefreshIsALink() {
    site.answer(
        "/",
        TestSite.html("<meta http-equiv=refresh content='0;b'>").withHeader("Refresh", "5;url=a"));

    assertThat(fetch("/").targets()).containsExactly(site.url("/a"), site.url("/b"));
  }

  @Test
  void readsWhatAPageAsksOfCrawlers() {
    site.answer(
        "/meta", TestSite.html("<meta name=Robots content='NoIndex, nofollow'><a href=a>a"));
    site.answer("/own", TestSite.html("<meta name=baton-scraper content=nofollow><a href=a>a"));
    site.answer("/other", TestSite.html("<meta name=otherbot content=none><a href=a>a"));
    site.answer(
        "/header", TestSite.html("<a href=a>a").withHeader("X-Robots-Tag", "x: none", "none"));
    site.answer(
        "/picture",
        aResponse().withHeader("X-Robots-Tag", "noindex").withHeader("Content-Type", "image/png"));

    assertAsks("/meta", true, false);
    assertAsks("/own", false, false);
    assertAsks("/other", false, true);
    assertAsks("/header", true, false);
    assertThat(fetch("/picture")).isEqualTo(new Answer.NotHtml(200, "image/png", true));
  }

  private void assertAsks(String path, boolean noindex, boolean follow) {
    Answer.Html page = (Answer.Html) fetch(path);

    assertThat(page.noindex()).as("%s: noindex", path).isEqualTo(noindex);
    assertThat(page.links()).as(path).containsExactly(new Link(site.url("/a"), follow));
  }

  @Test
  void keepsWhatIsSaidOfItsUse() {
    site.answer("/", TestSite.html("x").withHeader("Content-Usage", "train-ai=n", "search=y"));
    site.answer("/long", TestSite.html("x").withHeader("Content-Usage", "x".repeat(10_000)));

    assertThat(fetch("/").usage()).isEqualTo("train-ai=n, search=y");
    assertThat(fetch("/long").usage()).hasSize(200).endsWith("x…");
    site.page("/none");
    assertThat(fetch("/none").usage()).isNull();
  }

  @Test
  void noticesAPageThatNeedsScripts() {
    site.answer(
        "/app", TestSite.html("<title>App</title><div id=root></div><script src=a.js></script>"));
    site.answer("/links", TestSite.html("<a href=a>a</a><script src=a.js></script>"));

    assertThat(fetch("/app")).extracting("needsScript").isEqualTo(true);
    assertThat(fetch("/links")).extracting("needsScript").isEqualTo(false);
  }

  @Test
  void sendsCredentialsToTheirOriginAlone() throws IOException {
    HttpUrl other = HttpUrl.get("http://127.0.0.1:1");
    Credentials credentials =
        Credentials.none()
            .withHeader(site.url("/"), "X-Api-Key", "k")
            .withUser(other, "u", "p")
            .withCookie(site.url("/x"), "a=b");
    site.answer("/", TestSite.html("x").withHeader("Set-Cookie", "c=d"));

    try (HttpFetcher own = new HttpFetcher(Fetchers.settings(1).with(credentials))) {
      EventLoop.run(() -> own.fetch(site.url("/")));
      EventLoop.run(() -> own.download(site.url("/"), 10));
    }
    fetch("/");

    assertThat(site.requests())
        .extracting(asked -> asked.getHeader("X-Api-Key"))
        .containsExactly("k", "k", null);
    assertThat(site.requests())
        .extracting(asked -> asked.getHeader("Cookie"))
        .containsExactly("a=b", "a=b", null);
    assertThat(site.requests()).noneMatch(asked -> asked.containsHeader("Authorization"));
  }

  @Test
  void saysWhoItIs() {
    site.page("/");

    fetch("/");

    assertThat(site.requests().getFirst().getHeader("User-Agent")).matches("baton-scraper/\\S+");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 407, 408, 410, 418, 421, 429, 500, 502, 503, 504})
  void givesTheStatusOfAnErrorPageAndAsksOnce(int status) {
    site.answer("/", TestSite.html("<a href=x>x</a>").withStatus(status));

    assertThat(fetch("/")).isEqualTo(new Answer.StatusOnly(status));
    assertThat(site.asked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1", "99999999999", "Sun, 06 Nov 1994 08:49:37 GMT", "soon"})
  void leavesItToTheCallerToRetryLater(String retryAfter) {
    site.answer("/", aResponse().withStatus(503).withHeader("Retry-After", retryAfter));

    assertThat(fetch("/")).isEqualTo(new Answer.StatusOnly(503, retryAfter));
    assertThat(site.asked()).hasSize(1);
  }

  @Test
  void comparesTheDateOfARetryWithTheClockOfTheServer() {
    site.answer(
        "/",
        aResponse()
            .withStatus(429)
            .withHeader("Date", "Sun, 06 Nov 1994 08:49:07 GMT")
            .withHeader("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"));

    assertThat(fetch("/")).isEqualTo(new Answer.StatusOnly(429, "30"));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void leavesItToTheCallerToFollowARedirect(int status) {
    site.answer("/", aResponse().withStatus(status).withHeader("Location", "../b?c#d"));

    assertThat(fetch("/")).isEqualTo(new Answer.Redirect(status, site.url("/b?c")));
    assertThat(site.asked()).containsExactly("/");
  }

  @Test
  void aRedirectToNowhereHasAReason() {
    site.answer("/none", aResponse().withStatus(301));
    site.answer("/file", aResponse().withStatus(301).withHeader("Location", "file:///etc/passwd"));

    assertThat(fetch("/none"))
        .isEqualTo(
            new Answer.Failed(301, Problem.BAD_ANSWER, "a redirect without a Location header"));
    assertThat(fetch("/file"))
        .isEqualTo(
            new Answer.Failed(
                301,
                Problem.BAD_ANSWER,
                "a redirect to what is no web page: \"file:///etc/passwd\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "text/plain", "application/xml", "text/html5"})
  void doesNotParseWhatIsNotHtml(String type) {
    site.answer("/", TestSite.html("<a href=x>x</a>").withHeader("Content-Type", type));

    assertThat(fetch("/")).isEqualTo(new Answer.NotHtml(200, type, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "unknown/unknown", "*/*", "; charset=utf-8"})
  void looksItselfWhereTheServerDoesNotSayWhatItIs(String type) {
    site.answer("/page", aResponse().withHeader("Content-Type", type).withBody("<a href=x>x</a>"));
    site.answer("/file", aResponse().withHeader("Content-Type", type).withBody("%PDF-1.7 <a "));

    assertThat(fetch("/page").targets()).containsExactly(site.url("/x"));
    assertThat(fetch("/file"))
        .isEqualTo(new Answer.NotHtml(200, ContentType.of(type).name(), false));
  }

  @Test
  void looksItselfWhereThereIsNoType() {
    site.answer("/page", aResponse().withBody("<!DOCTYPE html><a href=x>x</a>"));
    site.answer("/empty", aResponse());
    site.answer(
        "/packed",
        aResponse()
            .withHeader("Content-Encoding", "gzip")
            .withBody(Packed.gzip("<a href=x>x</a>")));
    site.answer(
        "/secret",
        aResponse().withHeader("X-Content-Type-Options", "nosniff").withBody("<a href=x>x</a>"));

    assertThat(fetch("/page").targets()).containsExactly(site.url("/x"));
    assertThat(fetch("/packed").targets()).containsExactly(site.url("/x"));
    assertThat(fetch("/empty")).isEqualTo(new Answer.NotHtml(200, "", false));
    assertThat(fetch("/secret")).isEqualTo(new Answer.NotHtml(200, "", false));
  }

  @Test
  void aLongAnswerWithoutATypeIsNotReadToItsEnd() {
    site.answer("/", aResponse().withBody(new byte[AnswerReader.MAX_BODY + 1]));

    assertThat(fetch("/")).isEqualTo(new Answer.NotHtml(200, "", false));
  }

  @Test
  void aLongPackedAnswerWithoutATypeIsNotReadToItsEnd() {
    byte[] noise = new byte[AnswerReader.MAX_BODY + 1];
    new Random(1).nextBytes(noise);
    answerPacked("/noise", "gzip", Packed.gzip(noise));
    answerPacked("/bomb", "gzip", Packed.gzip(new byte[AnswerReader.MAX_BODY + 1]));
    answerPacked("/twice", "gzip, deflate", Packed.zlib(Packed.gzip(noise)));

    for (String path : List.of("/noise", "/bomb", "/twice")) {
      assertThat(fetch(path)).as(path).isEqualTo(new Answer.NotHtml(200, "", false));
    }
  }

  @Test
  void aLongPackedPageWithoutATypeIsRead() {
    byte[] noise = new byte[1024 * 1024];
    new Random(1).nextBytes(noise);
    byte[] page = Packed.join("<a href=x>x</a><!--".getBytes(UTF_8), noise);
    answerPacked("/page", "gzip", Packed.gzip(page));
    answerPacked("/twice", "gzip, deflate", Packed.zlib(Packed.gzip(page)));

    assertThat(fetch("/page").targets()).contains(site.url("/x"));
    assertThat(fetch("/twice").targets()).contains(site.url("/x"));
  }

  /// What can be seen decides what it is; what comes after that is then an error of the page.
  @Test
  void whatIsPackedInAWrongWayIsAPageOnlyIfItBeginsLikeOne() {
    byte[] page = Packed.gzip("<a href=x>x</a>".repeat(100));
    answerPacked("/no-gzip", "gzip", "<a href=x>x</a>".getBytes(UTF_8));
    answerPacked("/unknown", "br", page);
    answerPacked("/layers", "gzip, gzip, gzip, gzip, gzip, gzip", page);
    answerPacked("/cut", "gzip", Arrays.copyOf(page, page.length - 1));

    for (String path : List.of("/no-gzip", "/unknown", "/layers")) {
      assertThat(fetch(path)).as(path).isEqualTo(new Answer.NotHtml(200, "", false));
    }
    assertThat(fetch("/cut"))
        .isEqualTo(
            new Answer.Failed(
                200, Problem.NO_ANSWER, "the archive is cut: its gzip data ends too soon"));
  }

  private void answerPacked(String path, String encoding, byte[] packed) {
    site.answer(path, aResponse().withHeader("Content-Encoding", encoding).withBody(packed));
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 205, 304})
  void anAnswerWithoutAPageIsItsStatus(int status) {
    site.answer("/", aResponse().withStatus(status).withHeader("Content-Type", "text/html"));

    assertThat(fetch("/")).isEqualTo(new Answer.StatusOnly(status));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TEXT/HTML",
        "application/xhtml+xml; charset=utf-8",
        "text/html;charset=x",
        "TEXT/HTML ; x=<bytes>",
        " text/html;;charset"
      })
  void parsesHtmlByAllItsNames(String type) {
    site.answer("/", aResponse().withBody("<title>t</title>").withHeader("Content-Type", type));

    assertThat(fetch("/").title()).isEqualTo("t");
  }

  @Test
  void asksInTheCharsetOfThePage() {
    String page = "<meta charset=gbk><title>搜索</title><a href='s?q=中文'>x</a>";
    site.answer(
        "/",
        aResponse()
            .withHeader("Content-Type", "text/html")
            .withBody(page.getBytes(Charset.forName("GBK"))));

    assertThat(fetch("/").title()).isEqualTo("搜索");
    assertThat(fetch("/").targets()).containsExactly(site.url("/s?q=%D6%D0%CE%C4"));
  }

  @Test
  void showsWhatNoCharacterIsAsBrowsersDo() {
    site.answer(
        "/",
        TestSite.html("<title>a&#xD800;b&#0;c&#x110000;d&#x80;</title><a href='a&#xDFFF;b'>x</a>"));

    assertThat(fetch("/").title()).isEqualTo("a\ufffdb\ufffdc\ufffdd€");
    assertThat(fetch("/").targets()).containsExactly(site.url("/a%EF%BF%BDb"));
  }

  @Test
  void shortensATitle() {
    site.answer("/", TestSite.html("<title>" + "x".repeat(100_000) + "</title>"));

    assertThat(fetch("/").title()).hasSize(PageReader.MAX_TITLE).endsWith("x…");
  }

  @Test
  void readsAPageOfTheLargestSize() {
    site.answer("/", TestSite.html(htmlOf(AnswerReader.MAX_BODY)));

    assertThat(fetch("/").title()).isEqualTo("big");
  }

  @Test
  void refusesALargerPage() {
    site.answer("/", TestSite.html(htmlOf(AnswerReader.MAX_BODY + 1)));

    assertThat(fetch("/"))
        .isEqualTo(new Answer.Failed(200, Problem.BAD_ANSWER, "the page is larger than 10 MiB"));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aFaultOfTheServerIsAnError(Fault fault) {
    site.answer("/", TestSite.html("").withFault(fault));

    assertThat(fetch("/"))
        .isInstanceOfSatisfying(
            Answer.Failed.class, failed -> assertThat(failed.error()).isNotBlank());
  }

  @Test
  void nobodyListeningIsAnError() throws IOException {
    HttpUrl gone;
    try (HandServer server = new HandServer()) {
      gone = server.url("/");
    }

    assertThat(EventLoop.run(() -> fetcher.fetch(gone)))
        .isEqualTo(new Answer.Failed(0, Problem.NO_ANSWER, "cannot connect: Connection refused"));
  }

  @Test
  void saysWhatIsWrongWithTlsIsWrong() {
    WireMockServer secure =
        new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort().dynamicHttpsPort());
    secure.start();
    try {
      HttpUrl selfSigned = HttpUrl.get("https://127.0.0.1:" + secure.httpsPort());
      HttpUrl noTls = HttpUrl.get("https://127.0.0.1:" + secure.port());

      assertThat(EventLoop.run(() -> fetcher.fetch(selfSigned)).error())
          .isEqualTo(
              "no secure connection: the server's certificate is signed by nobody known, perhaps by"
                  + " itself");
      assertThat(EventLoop.run(() -> fetcher.fetch(noTls)).error())
          .isEqualTo(
              "no secure connection: the server does not speak TLS; it probably speaks http, so try"
                  + " http://");
    } finally {
      secure.stop();
    }
  }

  @Test
  void anAnswerThatEndsTooSoonIsAnError() throws Exception {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

    assertEndsTooSoon("", 0);
    assertEndsTooSoon("HTTP/1.1 200 OK\r\nContent-T", 0);
    assertEndsTooSoon(head + "Content-Length: 100\r\n\r\n<title>x", 200);
    assertEndsTooSoon(head + "Transfer-Encoding: chunked\r\n\r\n5\r\n<titl", 200);
  }

  @Test
  void anAnswerThatIsNoHttpIsAnError() throws Exception {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

    assertIsNoHttp("SSH-2.0-OpenSSH\r\n", "it begins with \"SSH-2.0-OpenSSH\"");
    assertIsNoHttp(
        head + "Transfer-Encoding: chunked\r\n\r\nZZ\r\nabc", "the length of a chunk is no number");
    assertIsNoHttp(
        head + "Transfer-Encoding: chunked\r\n\r\n11111111111111111\r\nabc",
        "the length of a chunk is no number");
  }

  /// OkHttp cannot close such a body, and would leave the connection open.
  @Test
  void aNegativeLengthIsAnErrorAndLeavesNothingOpen() throws Exception {
    String answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: -5\r\n\r\nhello";
    try (HandServer server = new HandServer();
        HttpFetcher own = Fetchers.onLoopback(1)) {
      EventLoop.run(
          () -> {
            Task<Answer> fetch = Async.spawn(() -> own.fetch(server.url("/")));
            try (var exchange = Blocking.call(server::accept)) {
              Blocking.call(() -> exchange.send(answer));
              assertThat(fetch.await().error())
                  .isEqualTo(
                      "the answer is not valid HTTP: its Content-Length is no length: \"-5\"");
              Blocking.call(exchange::awaitClosed);
            }
          });
    }
  }

  private void assertIsNoHttp(String sent, String problem) throws Exception {
    try (HandServer server = new HandServer()) {
      assertThat(EventLoop.run(() -> fetchOf(server, sent)).error())
          .isEqualTo("the answer is not valid HTTP: " + problem);
    }
  }

  private void assertEndsTooSoon(String part, int status) throws Exception {
    try (HandServer server = new HandServer()) {
      assertThat(EventLoop.run(() -> fetchOf(server, part)))
          .isEqualTo(
              new Answer.Failed(
                  status,
                  Problem.NO_ANSWER,
                  "the connection was closed before the answer was complete"));
    }
  }

  @Test
  void aTooLargeContentLengthIsRefusedUnread() throws Exception {
    try (HandServer server = new HandServer()) {
      String head =
          "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999\r\n\r\n";

      Answer answer =
          EventLoop.run(
              () -> {
                Task<Answer> fetch = Async.spawn(() -> fetcher.fetch(server.url("/")));
                var exchange = Blocking.call(server::accept);
                Blocking.call(() -> exchange.send(head));
                return fetch.await();
              });

      assertThat(answer)
          .isEqualTo(new Answer.Failed(200, Problem.BAD_ANSWER, "the page is larger than 10 MiB"));
    }
  }

  /// As with servers that speak HTTP/1.0, or that keep connections for a short time only: each
  /// connection that waits for a request may be closed.
  @Test
  void keptConnectionsThatTheServerClosedAreReplaced() throws Exception {
    String page =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 16\r\n\r\n<title>x</title>";
    try (HandServer server = new HandServer()) {
      EventLoop.run(
          () -> {
            for (int round = 0; round < 3; round++) {
              List<Task<Answer>> fetches = new ArrayList<>();
              for (int i = 0; i < 4; i++) {
                fetches.add(Async.spawn(() -> fetcher.fetch(server.url("/"))));
              }
              Blocking.call(() -> answerAll(server, page, 4));
              for (Task<Answer> fetch : fetches) {
                assertThat(fetch.await().title()).isEqualTo("x");
              }
            }
          });
    }
    assertThat(fetcher.sentTwice()).isEqualTo(4); // the second round; the third keeps none of them
  }

  @Test
  void aServerThatClosesThemTwiceIsAskedOnNewOnes() throws Exception {
    String page =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 16\r\n\r\n<title>x</title>";
    int[] again = {0};
    try (HandServer server = new HandServer()) {
      EventLoop.run(
          () -> {
            for (int i = 0; i < 6; i++) {
              Task<Answer> fetch =
                  Async.spawn(() -> fetcher.fetch(server.url("/"), () -> again[0]++));
              Blocking.call(() -> answerAll(server, page, 1));
              assertThat(fetch.await().title()).isEqualTo("x");
            }
          });
    }
    assertThat(again[0]).isEqualTo(fetcher.sentTwice()).isLessThanOrEqualTo(2);
  }

  /// It is a broken answer then, and not a connection that was closed before.
  @ParameterizedTest
  @ValueSource(strings = {"H", "HTTP/1.1 200 OK\r\nContent-T", "HTTP/1.1 103 Early Hints\r\n\r\n"})
  void aPartOfAnAnswerOnAKeptConnectionIsNotAskedForAgain(String part) throws Exception {
    String page =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 16\r\n\r\n<title>x</title>";
    try (HandServer server = new HandServer()) {
      EventLoop.run(
          () -> {
            Task<Answer> first = Async.spawn(() -> fetcher.fetch(server.url("/")));
            var kept = Blocking.call(server::accept);
            Blocking.call(() -> kept.send(page));
            assertThat(first.await().title()).isEqualTo("x");
            Blocking.call(server::close); // so that a second request is refused

            Task<Answer> second = Async.spawn(() -> fetcher.fetch(server.url("/")));
            Blocking.call(kept::awaitRequest);
            Blocking.call(() -> kept.send(part));
            Blocking.call(kept::close);
            assertThat(second.await())
                .isEqualTo(
                    new Answer.Failed(
                        0,
                        Problem.NO_ANSWER,
                        "the connection was closed before the answer was complete"));
          });
    }
  }

  /// Such a server closes it, but perhaps not before the next request.
  @Test
  void aConnectionOfHttp10IsUsedOnce() throws Exception {
    String page =
        "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\nContent-Length: 16\r\n\r\n<title>x</title>";
    try (HandServer server = new HandServer()) {
      EventLoop.run(
          () -> {
            for (int i = 0; i < 3; i++) {
              Task<Answer> fetch = Async.spawn(() -> fetcher.fetch(server.url("/")));
              var exchange = Blocking.call(server::accept); // which stays open
              Blocking.call(() -> exchange.send(page));
              assertThat(fetch.await().title()).isEqualTo("x");
            }
          });
    }
  }

  /// So many at the same time.
  private static void answerAll(HandServer server, String bytes, int count) throws IOException {
    List<HandServer.Exchange> exchanges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      exchanges.add(server.accept());
    }
    for (HandServer.Exchange exchange : exchanges) {
      exchange.send(bytes);
      exchange.close();
    }
  }

  @Test
  void cancellingTheTaskClosesTheConnection() throws IOException {
    try (HandServer server = new HandServer()) {
      EventLoop.run(
          () -> {
            Task<Answer> fetch = Async.spawn(() -> fetcher.fetch(server.url("/")));
            var exchange = Blocking.call(server::accept);

            fetch.cancel();

            assertThatThrownBy(fetch::await).isInstanceOf(CancelledError.class);
            Blocking.call(exchange::awaitClosed);
          });
    }
  }

  @Test
  void aTimeoutCoversTheHeaders() throws IOException {
    assertTimesOut("");
  }

  @Test
  void aTimeoutCoversTheBody() throws IOException {
    assertTimesOut(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\n<title>so far");
  }

  private void assertTimesOut(String part) throws IOException {
    try (HandServer server = new HandServer()) {
      EventLoop.run(
          () -> {
            Task<Answer> fetch =
                Async.spawn(
                    () ->
                        Async.timeout(
                            Duration.ofMillis(500), () -> fetcher.fetch(server.url("/"))));
            var exchange = Blocking.call(server::accept);
            Blocking.call(() -> exchange.send(part));

            assertThatThrownBy(fetch::await).isInstanceOf(TimeoutException.class);
            Blocking.call(exchange::awaitClosed);
          });
    }
  }

  /// The answer and the cancellation meet on the way, now the one first, now the other.
  @Test
  void anAnswerThatComesWhenNobodyWaitsIsClosed() throws Exception {
    String page =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n"
            + "x".repeat(1000);
    try (HandServer server = new HandServer()) {
      EventLoop.run(
          () -> {
            for (int i = 0; i < 100; i++) {
              Task<Answer> fetch = Async.spawn(() -> fetcher.fetch(server.url("/")));
              try (var exchange = Blocking.call(server::accept)) {
                Task<Void> answer = Async.spawn(() -> Blocking.call(() -> exchange.send(page)));
                for (int turns = i % 10; turns > 0; turns--) {
                  Async.yieldNow();
                }
                fetch.cancel();
                answer.await();
                fetcher
                    .calls()
                    .client()
                    .connectionPool()
                    .evictAll(); // so that the next one is accepted
              }
            }
          });
    }
  }

  @Test
  void closingItCancelsWhatIsUnderWay() throws Exception {
    try (HandServer server = new HandServer()) {
      Answer answer =
          EventLoop.run(
              () -> {
                Task<Answer> fetch = Async.spawn(() -> fetcher.fetch(server.url("/")));
                Blocking.call(server::accept);
                Blocking.call(fetcher::close);
                return fetch.await();
              });

      assertThat(answer).isInstanceOf(Answer.Failed.class);
    }
  }

  private Answer fetch(String path) {
    return EventLoop.run(() -> fetcher.fetch(site.url(path)));
  }

  /// Fetches from a server that sends these bytes and closes.
  private Answer fetchOf(HandServer server, String bytes) throws Exception {
    Task<Answer> fetch = Async.spawn(() -> fetcher.fetch(server.url("/")));
    Blocking.call(
        () -> {
          try (var exchange = server.accept()) {
            exchange.send(bytes);
          }
        });
    return fetch.await();
  }

  private static String htmlOf(int size) {
    String head = "<title>big</title>";
    return head + "x".repeat(size - head.length());
  }
}
