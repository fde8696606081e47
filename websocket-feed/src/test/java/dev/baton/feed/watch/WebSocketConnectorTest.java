package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Connecting to what is no feed.
class WebSocketConnectorTest {
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void whoAcceptsAndNeverAnswersIsGivenUp() throws IOException {
    assertThatThrownBy(() -> connect(Duration.ofMillis(300)))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("did not answer within 300 ms");

    try (Socket accepted = server.accept()) { // what was given up is closed: its end comes
      accepted.setSoTimeout(10_000);
      accepted.getInputStream().readAllBytes();
    }
  }

  @Test
  void whoHangsUpIsNoFeed() throws IOException {
    answer("");

    assertThatThrownBy(() -> connect(Duration.ofSeconds(10)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("not as a feed does");
  }

  @Test
  void whoAnswersSomethingElseIsNoFeed() throws IOException {
    answer("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");

    assertThatThrownBy(() -> connect(Duration.ofSeconds(10)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("403");
  }

  @Test
  void whoIsNotThereIsSaidSo() throws IOException {
    server.close();

    assertThatThrownBy(() -> connect(Duration.ofSeconds(10)))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(RefusedException.class)
        .hasMessageEndingWith("nothing answers there");
  }

  private void connect(Duration limit) throws IOException {
    FeedUrl url = new FeedUrl("127.0.0.1", server.getLocalPort());
    FeedConnector.Link link = EventLoop.run(() -> new WebSocketConnector(url, limit).connect());
    assertThat(link).as("no link was expected").isNull();
  }

  /// Answers the first that connects, and hangs up.
  private void answer(String text) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (Socket socket = server.accept()) {
                byte[] request = new byte[4096];
                socket.getInputStream().read(request);
                socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
              } catch (IOException closed) {
                // the test has ended
              }
            });
  }
}
