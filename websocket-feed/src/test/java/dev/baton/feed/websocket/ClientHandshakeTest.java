package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.net.Stream;
import dev.baton.testing.Pipe;
import dev.baton.testing.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The time that a handshake may take, and what is asked; what may be answered is in
/// [ClientConformanceTest].
class ClientHandshakeTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @FunctionalInterface
  private interface Server {
    @Suspends
    void play(Stream stream) throws Exception;
  }

  private static void shake(Map<String, String> headers, Server server) throws Exception {
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () -> {
              Pipe pipe = new Pipe();
              Task<Void> playing = Async.spawn(() -> server.play(pipe.second()));
              try {
                ClientHandshake.perform(pipe.first(), "localhost", "/", List.of(), headers, LIMIT);
              } finally {
                playing.cancel();
                pipe.first().abort();
              }
            });
  }

  @Test
  void aServerThatSaysNothingIsGivenUp() {
    assertThatThrownBy(() -> shake(Map.of(), _ -> Async.sleep(Duration.ofHours(1))))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(HandshakeRefusedException.class)
        .hasMessage("no answer to the handshake came within 10.0 s");
  }

  @Test
  void aServerThatDribblesIsGivenUp() {
    assertThatThrownBy(
            () ->
                shake(
                    Map.of(),
                    stream -> {
                      for (char c : "HTTP/1.1 101 Switching Protocols\r\n".toCharArray()) {
                        Async.sleep(Duration.ofSeconds(1));
                        stream.write(String.valueOf(c));
                      }
                    }))
        .hasMessage("no answer to the handshake came within 10.0 s");
  }

  @Test
  void aServerThatIsNoneIsKnownByItsFirstLine() throws Exception {
    assertThatThrownBy(
            () ->
                shake(
                    Map.of(),
                    stream -> {
                      stream.write("220 mail.example ESMTP\r\n");
                      Async.sleep(Duration.ofHours(1));
                    }))
        .isInstanceOf(HandshakeRefusedException.class)
        .hasMessage("the answer to the handshake is not HTTP");
  }

  @Test
  void eachHandshakeHasAKeyOfItsOwn() throws Exception {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(
              () ->
                  shake(
                      Map.of(),
                      stream -> {
                        for (String line; !(line = stream.readLine(1_000)).isEmpty(); ) {
                          if (line.startsWith("Sec-WebSocket-Key: ")) {
                            keys.add(line);
                          }
                        }
                        stream.write("HTTP/1.1 404 \r\n\r\n");
                      }))
          .isInstanceOf(HandshakeRefusedException.class);
    }
    assertThat(keys).hasSize(100);
  }

  @Test
  void aFieldCannotBeginAnother() {
    assertThatThrownBy(() -> shake(Map.of("X", "a\r\nY: b"), _ -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("visible ASCII");
  }
}
