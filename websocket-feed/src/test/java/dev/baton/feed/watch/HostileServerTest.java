package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.EventLoop;
import java.io.IOException;
import java.time.Duration;
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
    WebSocketConnector connector = new WebSocketConnector(server.url(), Duration.ofSeconds(10));
    return EventLoop.<String, IOException>run(
        () -> connector.connect(link -> Async.timeout(LIMIT, link::receive)));
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
      assertThat(receive(server)).isEqualTo(WELCOME);
    }
  }

  @Test
  void bytesAreNoMessage() throws IOException {
    try (RawServer server = new RawServer(raw -> raw.frame(true, 2, "x"))) {
      assertRefused(server, "the server breaks the protocol: it sends bytes that are no text");
    }
  }

  @Test
  void aDenialIsForEver() throws IOException {
    try (RawServer server = new RawServer(raw -> raw.close(4401, "no token"))) {
      assertThatThrownBy(() -> receive(server))
          .isInstanceOf(DeniedException.class)
          .hasMessageContaining("--token-file")
          .hasMessageContaining("no token");
    }
  }

  @Test
  void aFaultIsForEver() throws IOException {
    try (RawServer server = new RawServer(raw -> raw.close(1007, "no UTF-8"))) {
      assertThatThrownBy(() -> receive(server))
          .isInstanceOf(FaultException.class)
          .hasMessage(
              "the server says that this program breaks the protocol: it closed with code 1007"
                  + " (no UTF-8); try the version of this program that the server has");
    }
  }
}
