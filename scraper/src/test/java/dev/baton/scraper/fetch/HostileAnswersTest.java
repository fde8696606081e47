package dev.baton.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.scraper.Answer;
import dev.baton.scraper.sites.HandServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers that no server should send: each is one page or one failure in plain words, soon. In
/// what is sent, `~` stands for a line break.
@Timeout(60)
class HostileAnswersTest {
  private static final String OK = "HTTP/1.1 200 OK~Content-Type: text/html~";
  private static final String CHUNKED = OK + "Transfer-Encoding: chunked~~";
  private static final String PAGE = "<title>x</title>";
  private static final String NOT_HTTP = "the answer is not valid HTTP: ";

  // --- where it ends

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "-5", "+5", "0x5", "5 5", "5, 6", "five", "", "99999999999999999999"})
  void aLengthThatIsNoneIsAFailure(String length) throws Exception {
    assertFails(
        OK + "Content-Length: " + length + "~~hello",
        200,
        NOT_HTTP + "its Content-Length is no length: \"" + length + "\"");
  }

  @Test
  void severalThingsSaidOfTheLengthAreAFailure() throws Exception {
    assertFails(
        OK + "Content-Length: 5~Content-Length: 6~~hello!",
        200,
        NOT_HTTP + "it has more than one Content-Length: \"5 and 6\"");
    assertFails(
        OK + "Content-Length: 5~Transfer-Encoding: chunked~~5~hello~0~~",
        200,
        NOT_HTTP + "it has both a Content-Length and a Transfer-Encoding");
    assertThat(answer(OK + "Content-Length: 16~Content-Length: 16~~" + PAGE).title())
        .isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip, chunked", "identity", "xchunked"})
  void aTransferEncodingThatCannotBeUndoneIsAFailure(String encoding) throws Exception {
    assertFails(
        OK + "Transfer-Encoding: " + encoding + "~~5~hello~0~~",
        200,
        NOT_HTTP + "its Transfer-Encoding is not chunked: \"" + encoding + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "image/png"})
  void aBodyThatIsShorterThanAnnouncedIsAFailure(String type) throws Exception {
    assertFails(
        "HTTP/1.1 200 OK~Content-Type: " + type + "~Content-Length: 100~~hello",
        200,
        "the connection was closed before the answer was complete");
  }

  /// Only a connection that is closed says where it ends.
  @Test
  void aBodyOfHttp10NeedsNoLength() throws Exception {
    assertThat(answer("HTTP/1.0 200 OK~Content-Type: text/html~~" + PAGE).title()).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"11111111111111111111", "FFFFFFFFFFFFFFFF", "-5", "0x5", "five", "5 5", ""})
  void aChunkWhoseLengthIsNoneIsAFailure(String length) throws Exception {
    assertFails(CHUNKED + length + "~hello", 200, NOT_HTTP + "the length of a chunk is no number");
  }

  @ParameterizedTest
  @CsvSource({"00000000000000000010, X: y", "10; name=value, 'Content-Length: 3'"})
  void whatChunksMayHaveIsReadOver(String length, String trailer) throws Exception {
    assertThat(answer(CHUNKED + length + "~" + PAGE + "~0~" + trailer + "~~").title())
        .isEqualTo("x");
  }

  @Test
  void aLineWithoutAnEndIsNotKeptInMemory() throws Exception {
    assertFails(
        CHUNKED + "10;" + "x".repeat(CountedSockets.MAX_RECEIVED),
        200,
        "the page is larger than 20 MiB");
  }

  // --- its head

  @Test
  void headersThatAreTooLongAreAFailure() throws Exception {
    for (String headers :
        new String[] {"X: " + "x".repeat(1 << 20) + "~", "X: y~".repeat(100_000)}) {
      assertFails(
          "HTTP/1.1 200 OK~" + headers + "~",
          0,
          "the headers of the answer are longer than 256 KiB");
    }
    assertThat(answer(OK + "X: y~".repeat(10_000) + "~" + PAGE).title()).isEqualTo("x");
  }

  @Test
  void answersInAdvanceAreSkippedButNotForEver() throws Exception {
    String early = "HTTP/1.1 103 Early Hints~Link: x~~";

    assertThat(answer(early.repeat(100) + OK + "~" + PAGE).title()).isEqualTo("x");
    assertFails(
        early.repeat(10_000) + OK + "~" + PAGE,
        0,
        "the headers of the answer are longer than 256 KiB");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 99, 101})
  void aStatusThatCannotBeIsAFailure(int status) throws Exception {
    assertFails(
        "HTTP/1.1 %03d X~Content-Length: 0~~".formatted(status),
        status,
        NOT_HTTP + "its status is " + status);
  }

  @Test
  void aStatusThatNobodyKnowsIsAStatus() throws Exception {
    assertThat(answer("HTTP/1.1 999 Go Away~Content-Length: 0~~"))
        .isEqualTo(new Answer.StatusOnly(999));
  }

  @Test
  void aBodyWhereNoneMayBeIsAFailure() throws Exception {
    assertFails(
        "HTTP/1.1 204 No Content~Content-Length: 5~~hello",
        0,
        NOT_HTTP + "it has a body, which its status rules out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X\0Y: a\0b~", "foo~: bar~", "X: y~ folded~", "Refresh: \0~"})
  void headersThatAreNoneDoNotSpoilAPage(String header) throws Exception {
    assertThat(answer(OK + header + "~" + PAGE).title()).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "javascript:1", "//", "http://[::1", "http://a b/"})
  void aRedirectToWhatIsNoPageIsAFailure(String target) throws Exception {
    assertFails(
        "HTTP/1.1 302 Found~Content-Length: 0~Location: " + target + "~~",
        302,
        "a redirect to what is no web page: \"" + target + "\"");
  }

  @Test
  void aRedirectToALongUrlIsAFailure() throws Exception {
    assertFails(
        "HTTP/1.1 302 Found~Content-Length: 0~Location: /" + "x".repeat(2_048) + "~~",
        302,
        "a redirect to a URL of more than 2048 characters");
  }

  @Test
  void aRedirectWithAPasswordDoesNotKeepIt() throws Exception {
    assertThat(answer("HTTP/1.1 302 Found~Location: http://u:p@a.test/b~~").targets())
        .hasToString("[http://a.test/b]");
  }

  // --- its page

  @ParameterizedTest
  @ValueSource(
      strings = {"<div>", "<a href=y>", "<table><tr><td>", "<a href=y><b>", "<svg>", "<template>"})
  void aDeepPageIsRead(String tag) throws Exception {
    assertThat(answer(OK + "~" + PAGE + tag.repeat(100_000)).title()).isEqualTo("x");
  }

  @Test
  void aPageOfTooManyElementsIsAFailure() throws Exception {
    assertFails(
        OK + "~" + "<p><b>".repeat(AnswerReader.MAX_BODY / 6),
        200,
        "the page has more than 500000 elements");
  }

  @Test
  void aTagOfManyAttributesIsRead() throws Exception {
    StringBuilder attributes = new StringBuilder();
    for (int i = 0; i < 500_000; i++) {
      attributes.append(" a").append(i);
    }
    assertThat(answer(OK + "~" + PAGE + "<a href=y" + attributes + ">").targets()).hasSize(1);
  }

  @Test
  void linksThatAreTooLongAreNotLookedAt() throws Exception {
    String link = "<a href='?" + "\u00d6\u00d0".repeat(2_000_000) + "'>";

    assertThat(answer("HTTP/1.1 200 OK~Content-Type: text/html;charset=gbk~~" + link).targets())
        .isEmpty();
  }

  private static void assertFails(String sent, int status, String error) throws Exception {
    Answer answer = answer(sent);

    assertThat(answer).isInstanceOf(Answer.Failed.class);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.error()).isEqualTo(error);
  }

  /// What comes of it when a server sends this and closes.
  private static Answer answer(String sent) throws Exception {
    HttpFetcher fetcher = Fetchers.onLoopback(1);
    try (HandServer server = new HandServer()) {
      return EventLoop.run(() -> answer(server, sent.replace("~", "\r\n"), fetcher));
    } finally {
      Fetchers.assertLeavesNothingOpen(fetcher);
    }
  }

  @Suspends
  private static Answer answer(HandServer server, String sent, HttpFetcher fetcher)
      throws Exception {
    Task<Answer> fetch = Async.spawn(() -> fetcher.fetch(server.url("/")));
    var exchange = Blocking.call(server::accept);
    Task<Void> sending = Async.spawn(() -> Blocking.call(() -> send(exchange, sent)));
    try {
      return fetch.await();
    } finally {
      Blocking.call(exchange::close);
      sending.await();
    }
  }

  private static void send(HandServer.Exchange exchange, String sent) {
    try {
      exchange.send(sent);
      exchange.socket().shutdownOutput();
    } catch (IOException gone) {
      // it has seen enough
    }
  }
}
