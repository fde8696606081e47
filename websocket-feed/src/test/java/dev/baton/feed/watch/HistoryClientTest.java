package dev.baton.feed.watch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.baton.EventLoop;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryAnswer.Failed;
import dev.baton.feed.protocol.HistoryAnswer.Gone;
import dev.baton.feed.protocol.HistoryAnswer.OtherEpoch;
import dev.baton.feed.protocol.HistoryAnswer.Page;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.Limits;
import dev.baton.feed.protocol.Reading;
import dev.baton.net.Backoff;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The history client and its patience, against a server that fails in every way it can.
class HistoryClientTest {
  private static final HistoryQuery QUERY = new HistoryQuery("host.cpu", "e1", 5, 6, 1000);
  private static final String PAGE =
      """
      {"ch":"host.cpu","epoch":"e1","first":1,"top":9,"unknown":[1],"events":[
        {"seq":5,"ts":5000,"d":{"load":0.25}},{"seq":6,"ts":6000,"d":{"load":1}}]}
      """;

  @RegisterExtension
  private static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(options().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  @Test
  void readsAPage() {
    stub(okJson(PAGE));

    assertThat(ask())
        .isInstanceOfSatisfying(
            Page.class,
            page -> {
              assertThat(page.readings()).extracting(Reading::seq).containsExactly(5L, 6L);
              assertThat(page.readings().getFirst().values()).containsEntry("load", 0.25);
            });
    SERVER.verify(
        getRequestedFor(urlPathEqualTo("/v1/history"))
            .withQueryParam("ch", equalTo("host.cpu"))
            .withQueryParam("epoch", equalTo("e1"))
            .withQueryParam("from", equalTo("5"))
            .withQueryParam("to", equalTo("6")));
  }

  @Test
  void asksAgainAfter503() {
    stubFirst(aResponse().withStatus(503).withHeader("Retry-After", "0"), okJson(PAGE));

    assertThat(ask()).isInstanceOf(Page.class);
    assertAsked(2);
  }

  @Test
  void leavesAServerAloneForAsLongAsItAsks() {
    stubFirst(aResponse().withStatus(429).withHeader("Retry-After", "1"), okJson(PAGE));
    long start = System.nanoTime();

    assertThat(ask()).isInstanceOf(Page.class);

    assertThat(System.nanoTime() - start).isGreaterThan(1_000_000_000L);
  }

  @Test
  void aRetryAfterThatSaysNoTimeIsIgnored() {
    stubFirst(aResponse().withStatus(503).withHeader("Retry-After", "-1"), okJson(PAGE));

    assertThat(ask()).isInstanceOf(Page.class);
  }

  @Test
  void asksAgainAfterAReset() {
    stubFirst(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), okJson(PAGE));

    assertThat(ask()).isInstanceOf(Page.class);
    assertAsked(2);
  }

  @Test
  void asksAgainAfterAnEmptyAnswer() {
    stubFirst(aResponse().withFault(Fault.EMPTY_RESPONSE), okJson(PAGE));

    assertThat(ask()).isInstanceOf(Page.class);
  }

  @Test
  void asksAgainAfterAnAnswerThatBreaksOff() {
    stubFirst(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK), okJson(PAGE));

    assertThat(ask()).isInstanceOf(Page.class);
  }

  @Test
  void asksAgainWhenAnAnswerTakesTooLong() {
    stubFirst(okJson(PAGE).withFixedDelay(60_000), okJson(PAGE));

    assertThat(ask()).isInstanceOf(Page.class);
    assertAsked(2);
  }

  @Test
  void asksAgainWhenAnAnswerDribbles() {
    stubFirst(okJson(PAGE).withChunkedDribbleDelay(50, 60_000), okJson(PAGE));

    assertThat(ask()).isInstanceOf(Page.class);
    assertAsked(2);
  }

  @Test
  void givesUpAfterItsTries() {
    stub(aResponse().withStatus(503));

    assertThat(ask()).isEqualTo(new Failed(0, "the history could not be read: it answered 503"));
    assertAsked(3);
  }

  @Test
  void givesUpOnWhatIsNoJson() {
    stub(okJson("<html>"));

    assertFailed("the history's answer is no JSON");
  }

  @Test
  void givesUpOnJsonThatIsNoAnswer() {
    stub(okJson("{\"ch\":\"host.cpu\",\"epoch\":\"e1\",\"events\":[{\"seq\":-1}]}"));

    assertFailed("field \"seq\" must be 1 to 9007199254740991, got -1");
  }

  @Test
  void givesUpOnAHugeAnswer() {
    stub(okJson("[" + " ".repeat(Limits.HISTORY_BYTES) + "]"));

    assertFailed("its answer is longer than 1048576 bytes");
  }

  @Test
  void givesUpOnDeepNesting() {
    stub(okJson("[".repeat(10_000)));

    assertFailed("the history's answer is no JSON");
  }

  @Test
  void hearsOfAnotherEpochAtOnce() {
    stub(aResponse().withStatus(409).withBody("{\"epoch\":\"e2\"}"));

    assertThat(ask()).isEqualTo(new OtherEpoch("e2"));
    assertAsked(1);
  }

  @Test
  void hearsAtOnceThatReadingsAreGone() {
    stub(aResponse().withStatus(410).withBody("{\"first\":17}"));

    assertThat(ask()).isEqualTo(new Gone(17));
    assertAsked(1);
  }

  @Test
  void doesNotRepeatWhatIsRefused() {
    stub(aResponse().withStatus(404).withBody("{\"msg\":\"no\"}"));

    assertThat(ask()).isEqualTo(new Failed(404, "the history answered 404"));
    assertAsked(1);
  }

  @Test
  void followsNoRedirect() {
    stub(aResponse().withStatus(302).withHeader("Location", "/elsewhere"));

    assertThat(ask()).isEqualTo(new Failed(302, "the history answered 302"));
    assertAsked(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: -5\r\n",
        "Content-Length: 999999999999999999\r\n",
        "Content-Length: 1\r\nContent-Length: 9\r\n"
      })
  void aLengthThatIsWrongIsSaidInOurWords(String fields) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> answerEach(server, fields));

      assertThat(ask(server.getLocalPort()))
          .isEqualTo(
              new Failed(
                  0, "the history could not be read: its answer breaks off, or is no good HTTP"));
    }
  }

  private static void answerEach(ServerSocket server, String fields) {
    while (true) {
      try (Socket client = server.accept()) {
        client.getInputStream().read(new byte[4096]);
        String answer = "HTTP/1.1 200 OK\r\n" + fields + "\r\nno";
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Test
  void aServerThatActsAsAProxyIsNotAskedAgain() {
    stub(aResponse().withStatus(407).withHeader("Proxy-Authenticate", "Basic realm=a"));

    assertThat(ask()).isEqualTo(new Failed(407, "the history answered 407"));
    assertAsked(1);
  }

  private static void stub(ResponseDefinitionBuilder answer) {
    SERVER.stubFor(get(urlPathEqualTo("/v1/history")).willReturn(answer));
  }

  private static void stubFirst(ResponseDefinitionBuilder first, ResponseDefinitionBuilder then) {
    SERVER.stubFor(
        get(urlPathEqualTo("/v1/history"))
            .inScenario("first")
            .whenScenarioStateIs(Scenario.STARTED)
            .willSetStateTo("then")
            .willReturn(first));
    SERVER.stubFor(
        get(urlPathEqualTo("/v1/history"))
            .inScenario("first")
            .whenScenarioStateIs("then")
            .willReturn(then));
  }

  private static void assertAsked(int times) {
    SERVER.verify(times, getRequestedFor(urlPathEqualTo("/v1/history")));
  }

  private static void assertFailed(String why) {
    assertThat(ask())
        .isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.why()).contains(why));
  }

  private static HistoryAnswer ask() {
    return ask(SERVER.getPort());
  }

  private static HistoryAnswer ask(int port) {
    WatchSettings settings =
        new WatchSettings(
            Duration.ofSeconds(1),
            new Backoff(Duration.ofMillis(10), Duration.ofMillis(50)),
            Duration.ofSeconds(10),
            3,
            Duration.ZERO,
            100);
    try (HistoryClient client = new HistoryClient("127.0.0.1")) {
      PatientHistory patient = new PatientHistory(client, settings, new Random(1));
      return EventLoop.run(() -> patient.ask(port, QUERY));
    }
  }
}
