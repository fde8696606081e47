package dev.baton.feed.watch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Promise;
import dev.baton.net.Backoff;
import dev.baton.sync.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A watcher whose history fails in every way it can: each ends, either with what was missing or
/// with one declared hole, and what comes live is delivered after it.
class HistoryTroubleTest {
  private static final int MISSING = 5;

  private static final WatchSettings SETTINGS =
      new WatchSettings(
          Duration.ofSeconds(2),
          new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)),
          Duration.ofSeconds(10),
          2,
          Duration.ZERO,
          100);

  @RegisterExtension
  private static final WireMockExtension HISTORY =
      WireMockExtension.newInstance()
          .options(options().dynamicPort().bindAddress("127.0.0.1"))
          .build();

  /// What the history does, and what the hole says then.
  private enum Trouble {
    BUSY(aResponse().withStatus(503).withHeader("Retry-After", "0"), "it answered 503"),
    TOO_MANY(aResponse().withStatus(429), "it answered 429"),
    UNKNOWN(aResponse().withStatus(404), "the history answered 404"),
    DENIED(aResponse().withStatus(401), "the history answered 401"),
    SLOW(okJson(page(1, 5)).withFixedDelay(60_000), "it did not answer within 2000 ms"),
    DRIBBLE(
        okJson(page(1, 5)).withChunkedDribbleDelay(50, 60_000), "it did not answer within 2000 ms"),
    RESET(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), "the connection was lost"),
    EMPTY(aResponse().withFault(Fault.EMPTY_RESPONSE), "the connection was lost"),
    MALFORMED(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK), ""),
    RANDOM(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE), ""),
    NO_JSON(okJson("<html>"), "is no JSON"),
    GONE(aResponse().withStatus(410).withBody("{\"first\":6}"), "no longer in the history"),
    GONE_BACKWARDS(
        aResponse().withStatus(410).withBody("{\"first\":1}"), "the history contradicts itself"),
    SAME_EPOCH(
        aResponse().withStatus(409).withBody("{\"epoch\":\"e0\"}"),
        "the history contradicts itself"),
    OTHER_EPOCH(
        aResponse().withStatus(409).withBody("{\"epoch\":\"e9\"}"), "the stream began anew"),
    NOTHING(
        okJson("{\"ch\":\"host.cpu\",\"epoch\":\"e0\",\"first\":1,\"top\":6,\"events\":[]}"),
        "not in the history"),
    /// It says that there is more, and gives the same again and again.
    ENDLESS(
        okJson(page(6, 6).replace("\"events\"", "\"next\":1,\"events\"")), "not in the history"),
    ANOTHER_CHANNEL(okJson(page(1, 5).replace("e0", "e7")), "not in the history"),
    TOO_LONG(okJson("[" + " ".repeat(1 << 21) + "]"), "longer than"),
    TOO_DEEP(okJson("[".repeat(10_000)), "is no JSON");

    private final ResponseDefinitionBuilder answer;
    private final String why;

    Trouble(ResponseDefinitionBuilder answer, String why) {
      this.answer = answer;
      this.why = why;
    }
  }

  /// The first request takes a second, while classes load.
  @BeforeAll
  static void warmUp() throws Exception {
    HistoryQuery query = new HistoryQuery("c", "e", 1, 1, 1);
    try (HistoryClient history = new HistoryClient("127.0.0.1")) {
      EventLoop.run(
          () -> {
            HISTORY.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404)));
            history.ask(HISTORY.getPort(), query);
            HISTORY.stubFor(any(anyUrl()).willReturn(okJson("{}")));
            assertThatThrownBy(() -> history.ask(HISTORY.getPort(), query))
                .isInstanceOf(BadMessageException.class);
          });
    }
  }

  private final FakeServer server = new FakeServer();
  private final Seen seen = new Seen();

  @ParameterizedTest
  @EnumSource
  void endsWithOneDeclaredHole(Trouble trouble) {
    HISTORY.stubFor(any(anyUrl()).willReturn(trouble.answer));

    watch();

    assertThat(seen.holes).hasSize(1);
    assertThat(seen.holes.getFirst().why()).contains(trouble.why);
    assertThat(seen.promise.lost()).isEqualTo(MISSING);
    assertThat(HISTORY.getAllServeEvents()).hasSizeLessThanOrEqualTo(10);
  }

  @Test
  void whatComesInManyPagesIsAllThere() {
    for (int seq = 1; seq <= MISSING; seq++) {
      HISTORY.stubFor(any(urlMatching(".*from=" + seq + "&.*")).willReturn(okJson(page(seq, seq))));
    }

    watch();

    assertThat(seen.holes).isEmpty();
    assertThat(seen.promise.delivered()).isEqualTo(MISSING + 1);
  }

  /// Of six readings, the last comes.
  private void watch() {
    server.historyPort = HISTORY.getPort();
    EventLoop.run(() -> Async.timeout(Duration.ofSeconds(30), this::play));
  }

  @Suspends
  private void play() {
    try (HistoryClient history = new HistoryClient("127.0.0.1")) {
      Watcher watcher = new Watcher(server, history, seen, SETTINGS, new Random(1));
      TaskGroup.run(
          group -> {
            Task<?> watching = group.spawn(() -> watcher.run(false));
            seen.connected.await();
            for (int seq = 1; seq <= MISSING + 1; seq++) {
              server.publish(seq > MISSING);
            }
            seen.last.await();
            watching.cancel();
          });
    }
  }

  private static String page(int from, int to) {
    StringBuilder events = new StringBuilder();
    for (int seq = from; seq <= to; seq++) {
      events.append(seq == from ? "" : ",");
      events.append("{\"seq\":%d,\"ts\":%d,\"d\":{\"load\":0.5}}".formatted(seq, (seq - 1) * 1000));
    }
    return "{\"ch\":\"host.cpu\",\"epoch\":\"e0\",\"first\":1,\"top\":6,\"events\":["
        + events
        + "]}";
  }

  private static final class Seen implements Viewer {
    final Event connected = new Event();
    final Event last = new Event();
    final Promise promise = new Promise();
    final List<Delivery.Hole> holes = new ArrayList<>();

    Seen() {
      promise.begin("e0", 0);
    }

    @Override
    public void see(Delivery delivery) {
      promise.check(delivery);
      if (delivery instanceof Delivery.Hole hole) {
        holes.add(hole);
      }
      if (delivery instanceof Delivered delivered && delivered.reading().seq() == MISSING + 1) {
        last.set();
      }
    }

    @Override
    public void connected() {
      connected.set();
    }

    @Override
    public void disconnected(String why, Duration pause) {}
  }
}
