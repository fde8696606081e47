package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.net.Net;
import dev.baton.net.Stream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Both ends of our own, over a real socket.
class HandshakeAndEchoTest {
  @Test
  void aClientTalksToAServer() throws Exception {
    EchoServer.run(
        server -> {
          try (Stream stream = Net.connect("localhost", server.port())) {
            Optional<String> protocol =
                ClientHandshake.perform(
                    stream,
                    "localhost:" + server.port(),
                    "/echo",
                    List.of(EchoServer.PROTOCOL),
                    Map.of(),
                    Duration.ofSeconds(5));
            assertThat(protocol).contains(EchoServer.PROTOCOL);
            Frame[] next = {Frame.text("\u00e4\ud83d\ude00"), Frame.binary(new byte[70_000])};
            int[] at = {0};
            WebSocket.run(
                stream,
                Role.CLIENT,
                WebSocketSettings.defaults().withMaxMessage(100_000, 1),
                () -> at[0] < next.length ? next[at[0]++] : null,
                socket -> {
                  assertThat(socket.receive()).isEqualTo(new Message.Text("\u00e4\ud83d\ude00"));
                  assertThat(((Message.Binary) socket.receive()).bytes()).hasSize(70_000);
                });
          }
        });
  }

  @Test
  void theServerSaysWhatTheRfcsExampleSays() throws Exception {
    EchoServer.run(
        server -> {
          try (Stream stream = server.connect()) {
            assertThat(EchoServer.ask(stream, EchoServer.UPGRADE))
                .startsWith("HTTP/1.1 101 Switching Protocols\r\n")
                .contains("\r\nConnection: Upgrade\r\n", "\r\nUpgrade: websocket\r\n")
                .contains("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");
          }
        });
  }
}
