package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.net.Listener;
import dev.baton.net.Stream;
import dev.baton.testing.ScriptedNetwork;
import dev.baton.testing.VirtualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What servers answer to the handshake, and how slowly, in virtual time.
class HandshakeAnswerTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private interface Server {
    @Suspends
    void answer(Stream client) throws Exception;
  }

  private interface Check {
    @Suspends
    void of(WebSocketConnector connector) throws Exception;
  }

  private static void play(Server server, Check check) throws Exception {
    ScriptedNetwork network = new ScriptedNetwork(1);
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () ->
                TaskGroup.run(
                    group -> {
                      Listener listener = network.listen("feed", 80);
                      Task<?> serving =
                          group.spawn(
                              () ->
                                  listener.serve(
                                      10,
                                      client -> {
                                        server.answer(client);
                                        client.forEachPiece(piece -> {});
                                      }));
                      Access access = Access.to(new FeedUrl("feed", 80));
                      check.of(new WebSocketConnector(access, LIMIT, network::connect));
                      serving.cancel();
                    }));
  }

  @Test
  void aServerThatAnswersByteByByteIsReached() throws Exception {
    play(
        client -> dribble(client, accepting(request(client)), Duration.ofMillis(10)),
        connector -> assertThat(connector.connect(link -> "used").toString()).isEqualTo("used"));
  }

  @ParameterizedTest
  @ValueSource(longs = {100, 10_000})
  void oneThatIsTooSlowIsGivenUpAfterTheLimit(long millis) throws Exception {
    play(
        client -> dribble(client, accepting(request(client)), Duration.ofMillis(millis)),
        connector -> {
          long began = EventLoop.running().time();

          assertThatThrownBy(() -> connector.connect(link -> "used"))
              .isInstanceOf(IOException.class)
              .hasMessage("ws://feed:80 did not answer within 5s");
          assertThat(EventLoop.running().time() - began).isEqualTo(LIMIT.toNanos());
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "301 Moved  | dev.baton.feed.watch.RefusedException | answers, but not as a feed does",
        "401 No     | dev.baton.feed.watch.DeniedException  | wants a token",
        "403 No     | dev.baton.feed.watch.DeniedException  | does not let this watcher in",
        "404 No     | dev.baton.feed.watch.RefusedException | answers, but not as a feed does",
        "429 Many   | dev.baton.feed.watch.BusyException    | has no room now (status 429)",
        "503 Busy   | dev.baton.feed.watch.BusyException    | has no room now (status 503)",
        "500 Broken | dev.baton.feed.watch.RefusedException | answers, but not as a feed does",
      })
  void otherAnswersAreSaid(String status, Class<?> failure, String why) throws Exception {
    play(
        client -> {
          request(client);
          client.write(
              "HTTP/1.1 %s\r\nLocation: http://x/\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n"
                  .formatted(status));
        },
        connector ->
            assertThatThrownBy(() -> connector.connect(link -> "used"))
                .isInstanceOf(failure)
                .hasMessageStartingWith("ws://feed:80 " + why)
                .satisfies(
                    thrown -> {
                      if (thrown instanceof BusyException busy) {
                        assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(7));
                      }
                    }));
  }

  @Suspends
  private static String request(Stream client) throws IOException {
    return new String(
        client.readUntil("\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 8_192),
        StandardCharsets.US_ASCII);
  }

  @Suspends
  private static void dribble(Stream client, String answer, Duration pause) throws IOException {
    for (byte one : answer.getBytes(StandardCharsets.US_ASCII)) {
      client.write(new byte[] {one});
      Async.sleep(pause);
    }
  }

  private static String accepting(String request) throws Exception {
    String key = request.replaceAll("(?s).*Sec-WebSocket-Key: ([^\r]+)\r.*", "$1");
    byte[] digest =
        MessageDigest.getInstance("SHA-1")
            .digest((key + ACCEPT_SUFFIX).getBytes(StandardCharsets.US_ASCII));
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: "
        + Base64.getEncoder().encodeToString(digest)
        + "\r\n\r\n";
  }
}
