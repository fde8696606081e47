package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.EventLoop;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.framing.Framedata;
import org.junit.jupiter.api.Test;

/// What a server may not do to a watcher.
class HostileServerTest {
  /// Without the bounds that are tested here, a client would read for ever.
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final String WELCOME =
      "{\"op\":\"welcome\",\"v\":1,\"hb\":5000,\"http\":1,\"channels\":[\"c\"]}";

  /// Issue 1508 of Java-WebSocket: it counts no frame but the first and the last.
  @Test
  void aMessageThatNeverEndsClosesTheConnection() throws IOException {
    try (RawServer server = new RawServer(raw -> sendWithoutEnd(raw, "x".repeat(1000)))) {
      assertRefused(server, "the server breaks the protocol: a message has more than 65536 bytes");
      assertThat(server.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void emptyFramesOfAMessageCountToo() throws IOException {
    try (RawServer server = new RawServer(raw -> sendWithoutEnd(raw, ""))) {
      assertRefused(server, "the server breaks the protocol: a message has more than 256 frames");
      assertThat(server.closeCode()).isEqualTo(1009);
    }
  }

  private static void sendWithoutEnd(RawServer raw, String piece) throws IOException {
    raw.frame(false, 1, piece);
    for (int i = 0; i < 1_000_000; i++) {
      raw.frame(false, 0, piece);
    }
  }

  private static void assertRefused(RawServer server, String how) {
    assertThatThrownBy(() -> receive(server)).isInstanceOf(RefusedException.class).hasMessage(how);
  }

  private static String receive(RawServer server) throws IOException {
    return EventLoop.run(
        () -> {
          FeedConnector.Link link =
              new WebSocketConnector(server.url(), Duration.ofSeconds(10)).connect();
          try {
            return Async.timeout(LIMIT, link::receive);
          } finally {
            link.hangUp();
          }
        });
  }

  /// A thousand pings, and the last is answered: not each, if the client cannot keep up.
  @Test
  void theNewestPingIsAnswered() throws IOException {
    RawServer.Script pings =
        raw -> {
          for (int i = 0; i < 1000; i++) {
            raw.frame(true, 9, "ping " + i);
          }
          raw.awaitPong("ping 999");
          raw.text(WELCOME);
        };
    try (RawServer server = new RawServer(pings)) {
      assertThat(receive(server)).isEqualTo(WELCOME);
    }
  }

  /// It would keep an answer to each, for ever.
  @Test
  void aFloodOfPingsOfOneWhoDoesNotReadIsBounded() throws IOException {
    RawServer.Script flood =
        raw -> {
          for (int i = 0; i < 1_000_000; i++) {
            raw.frame(true, 9, "x".repeat(125));
          }
          raw.text(WELCOME);
        };
    try (RawServer server = new RawServer(flood)) {
      EventLoop.run(
          () -> {
            SocketClient client =
                (SocketClient)
                    new WebSocketConnector(server.url(), Duration.ofSeconds(10)).connect();
            assertThat(Async.timeout(LIMIT, client::receive)).isEqualTo(WELCOME);
            assertThat(client.waitingToBeSent()).isLessThanOrEqualTo(1);
            client.abandon();
          });
    }
  }

  /// The library's thread ends with it, and tells nobody.
  @Test
  void anErrorOfTheLibrarysThreadReachesTheTask() throws IOException {
    try (RawServer server = new RawServer(raw -> raw.text(WELCOME))) {
      URI uri = URI.create(server.url().toString());
      assertThatThrownBy(
              () ->
                  EventLoop.run(
                      () -> {
                        SocketClient client = new SocketClient(uri, new FullDraft(), 10_000);
                        client.open();
                        return Async.timeout(LIMIT, client::receive);
                      }))
          .isInstanceOf(OutOfMemoryError.class);
    }
  }

  /// Finds no room for a message.
  private static final class FullDraft extends Draft_6455 {
    @Override
    public Draft copyInstance() {
      return this;
    }

    @Override
    public void processFrame(WebSocketImpl socket, Framedata frame) {
      throw new OutOfMemoryError("no room");
    }
  }
}
