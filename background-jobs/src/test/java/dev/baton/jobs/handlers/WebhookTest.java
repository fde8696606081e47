package dev.baton.jobs.handlers;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.jobs.Handlers;
import dev.baton.jobs.Job;
import dev.baton.jobs.Lease;
import dev.baton.jobs.Outcome;
import dev.baton.jobs.TestKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookTest {
  private static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
  private static final Duration PATIENT = Duration.ofSeconds(20);

  @RegisterExtension
  private static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  /// Of this test alone: a request that another has cancelled may still arrive.
  private final String path = "/hook/" + UUID.randomUUID();

  private static Job job(String url) {
    return job(url, "{\"n\":1}");
  }

  private static Job job(String url, String body) {
    String args = "{ \"url\":\"%s\", \"body\" : %s }".formatted(url, body);
    return new Job(
        new Lease(1, 1), "the-key", "webhook", new WebhookKind().read(args).toJson(), 1, 3);
  }

  private String url() {
    return SERVER.url(path);
  }

  private void answer(ResponseDefinitionBuilder answer) {
    SERVER.stubFor(post(urlEqualTo(path)).willReturn(answer));
  }

  private static Outcome handle(String url, Duration limit) throws Exception {
    return EventLoop.run(
        () -> {
          try (Handlers handlers = open(limit)) {
            return handlers.run(job(url));
          }
        });
  }

  private static Handlers open(Duration limit) {
    return TestKind.of(new WebhookKind(), new Webhook(InstantSource.fixed(NOW))).open(limit);
  }

  private Outcome outcome(ResponseDefinitionBuilder answer) throws Exception {
    answer(answer);
    return handle(url(), PATIENT);
  }

  @Test
  void sendsTheBodyAndTheKey() throws Exception {
    assertThat(outcome(aResponse().withStatus(204))).isEqualTo(new Outcome.Done());

    SERVER.verify(
        1,
        postRequestedFor(urlEqualTo(path))
            .withHeader("Idempotency-Key", equalTo("the-key"))
            .withHeader("Content-Type", equalTo("application/json"))
            .withRequestBody(equalToJson("{\"n\":1}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"price\":1.10,\"big\":12345678901234567890.12,\"small\":0.1234567890123456789}",
        "{ \"a\" :\t[ 1 , -0.0, 1E+2 ]\n}",
        "\"\\u00e9\\/ é😀 \\ud83d\\ude00\"",
        "\"}\\\"]\"",
        "12.50",
        "-0",
        "true",
        "null",
        "[]",
        "{\"body\":{\"url\":1}}"
      })
  void theVeryBytesOfTheBodyArrive(String body) throws Exception {
    answer(aResponse().withStatus(200));
    EventLoop.run(
        () -> {
          try (Handlers handlers = open(PATIENT)) {
            assertThat(handlers.run(job(url(), body))).isEqualTo(new Outcome.Done());
          }
        });

    assertThat(SERVER.findAll(postRequestedFor(urlEqualTo(path))))
        .extracting(request -> new String(request.getBody(), StandardCharsets.UTF_8))
        .containsExactly(body);
  }

  @Test
  void aFailureIsFollowedByASuccessWithTheSameKey() throws Exception {
    SERVER.stubFor(
        post(urlEqualTo(path))
            .inScenario("once")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(aResponse().withStatus(500))
            .willSetStateTo("well"));
    SERVER.stubFor(
        post(urlEqualTo(path))
            .inScenario("once")
            .whenScenarioStateIs("well")
            .willReturn(aResponse().withStatus(200)));

    assertThat(handle(url(), PATIENT)).isEqualTo(new Outcome.Retry("answered 500"));
    assertThat(handle(url(), PATIENT)).isEqualTo(new Outcome.Done());
    SERVER.verify(
        2, postRequestedFor(urlEqualTo(path)).withHeader("Idempotency-Key", equalTo("the-key")));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 408, 409, 425, 429, 500, 502, 503, 504})
  void whatMayGetBetterIsTriedAgain(int status) throws Exception {
    assertThat(outcome(aResponse().withStatus(status)))
        .isEqualTo(new Outcome.Retry("answered " + status));
  }

  /// The answers after which OkHttp likes to ask again by itself.
  @ParameterizedTest
  @ValueSource(ints = {401, 407, 408, 421, 503})
  void anAttemptIsOnePost(int status) throws Exception {
    assertThat(outcome(aResponse().withStatus(status).withHeader("Retry-After", "0")))
        .isInstanceOf(Outcome.Retry.class);
    SERVER.verify(1, postRequestedFor(urlEqualTo(path)));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 405, 410, 413, 414, 415, 422})
  void whatDoesNotIsGivenUp(int status) throws Exception {
    assertThat(outcome(aResponse().withStatus(status))).isInstanceOf(Outcome.Dead.class);
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    SERVER.stubFor(
        post(urlEqualTo(path))
            .willReturn(aResponse().withStatus(307).withHeader("Location", SERVER.url("/other"))));

    assertThat(handle(url(), PATIENT)).isInstanceOf(Outcome.Dead.class);
    SERVER.verify(0, postRequestedFor(urlEqualTo("/other")));
  }

  /// The dates are 4 s after [#NOW].
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4 | 4",
        "1.5 | 2",
        "Sun, 29 Nov 2026 10:00:04 GMT | 4",
        "Sunday, 29-Nov-26 10:00:04 GMT | 4",
        "Sun Nov 29 10:00:04 2026 | 4",
        "Sun, 29 Nov 2026 14:00:00 GMT | 3600",
        "100000000000000000000 | 3600",
        "0 | 0",
        "-1 | 0",
        "soon | 0",
      })
  void retryAfterIsPassedOnUpToAnHour(String header, long seconds) throws Exception {
    assertThat(outcome(aResponse().withStatus(429).withHeader("Retry-After", header)))
        .isEqualTo(new Outcome.Retry("answered 429", Duration.ofSeconds(seconds)));
    SERVER.verify(1, postRequestedFor(urlEqualTo(path)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE"})
  void aBrokenAnswerIsTriedAgain(Fault fault) throws Exception {
    assertThat(outcome(aResponse().withFault(fault))).isInstanceOf(Outcome.Retry.class);
    SERVER.verify(1, postRequestedFor(urlEqualTo(path))); // OkHttp did not send it again by itself
  }

  /// The status says that it was taken; the body after it does not matter.
  @Test
  void aBodyThatBreaksOffAfterASuccessIsASuccess() throws Exception {
    assertThat(outcome(aResponse().withStatus(200).withFault(Fault.MALFORMED_RESPONSE_CHUNK)))
        .isEqualTo(new Outcome.Done());
  }

  @Test
  void aBodyThatDripsDoesNotKeepUs() throws Exception {
    assertThat(
            outcome(
                aResponse()
                    .withStatus(200)
                    .withBody("x".repeat(1000))
                    .withChunkedDribbleDelay(1000, 600_000)))
        .isEqualTo(new Outcome.Done());
  }

  @Test
  void anAnswerThatDoesNotComeInTimeIsTriedAgain() throws Exception {
    answer(aResponse().withStatus(200).withFixedDelay(600_000));

    assertThat(handle(url(), Duration.ofMillis(300)))
        .isEqualTo(new Outcome.Retry("it took longer than 300ms"));
  }

  @Test
  void nobodyListeningIsTriedAgain() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    Outcome outcome = handle("http://127.0.0.1:" + free + "/?secret=hunter2", PATIENT);

    assertThat(outcome).isEqualTo(new Outcome.Retry("connection refused by 127.0.0.1:" + free));
  }

  @Test
  void storedArgumentsThatMakeNoSenseAreGivenUp() throws Exception {
    Job job = new Job(new Lease(1, 1), "k", "webhook", "{\"from\":\"the future\"}", 1, 3);
    Outcome outcome =
        EventLoop.run(
            () -> {
              try (Handlers handlers = open(PATIENT)) {
                return handlers.run(job);
              }
            });
    assertThat(outcome)
        .isEqualTo(new Outcome.Dead("webhook: \"url\" is missing; give it as a text"));
  }

  /// None of the eight is answered before all have arrived.
  @Test
  void manyAreUnderWayAtOnce() throws Exception {
    CountDownLatch arrived = new CountDownLatch(8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.setExecutor(threads);
      server.createContext("/", exchange -> answerTogether(exchange, arrived));
      server.start();
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      assertThat(handleTogether(url, 8)).hasSize(8).containsOnly(new Outcome.Done());
    } finally {
      server.stop(0);
    }
  }

  private static void answerTogether(HttpExchange exchange, CountDownLatch arrived)
      throws IOException {
    try (exchange) {
      arrived.countDown();
      arrived.await();
      exchange.sendResponseHeaders(204, -1);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Outcome> handleTogether(String url, int count) throws Exception {
    return EventLoop.run(
        () -> {
          try (Handlers handlers = open(PATIENT)) {
            List<Task<Outcome>> tasks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
              tasks.add(Async.spawn(() -> handlers.run(job(url))));
            }
            return Async.gather(tasks).await();
          }
        });
  }

  @Test
  void cancellingTheTaskCancelsTheRequest() throws Exception {
    answer(aResponse().withStatus(200).withFixedDelay(600_000));
    EventLoop.run(
        () -> {
          try (Handlers handlers = open(PATIENT)) {
            Task<Outcome> task = Async.spawn(() -> handlers.run(job(url())));
            Async.yieldNow();
            task.cancel();

            assertThatThrownBy(task::await).isInstanceOf(CancelledError.class);
          }
        });
  }
}
