package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        .hasMessageEndingWith("did not answer within 300ms");

    try (Socket accepted = server.accept()) { // what was given up is closed: its end comes
      accepted.setSoTimeout(10_000);
      try {
        accepted.getInputStream().readAllBytes();
      } catch (SocketException reset) {
        // an end too
      }
    }
  }

  @Test
  void whoHangsUpIsNoFeed() throws IOException {
    answer("");

    assertThatThrownBy(() -> connect(Duration.ofSeconds(10)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("not as a feed does");
  }

  @ParameterizedTest
  @ValueSource(strings = {"200 OK", "302 Found", "404 Not Found", "500 Oops", "426 Upgrade"})
  void whoAnswersSomethingElseIsNoFeed(String status) throws IOException {
    answer(response(status));

    assertThatThrownBy(() -> connect(Duration.ofSeconds(10)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("status " + status.substring(0, 3));
  }

  @Test
  void whoWantsATokenIsNotAskedAgain() throws IOException {
    answer(response("401 Unauthorized"));

    assertThatThrownBy(() -> connect(Duration.ofSeconds(10)))
        .isInstanceOf(DeniedException.class)
        .hasMessageEndingWith("wants a token; name the file that has it with --token-file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"403 Forbidden", "421 Misdirected Request"})
  void whoDoesNotLetUsInIsNotAskedAgain(String status) throws IOException {
    answer(response(status));

    assertThatThrownBy(() -> connect(Duration.ofSeconds(10))).isInstanceOf(DeniedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"429 Too Many", "503 Full"})
  void whoHasNoRoomSaysWhenToComeBack(String status) throws IOException {
    answer("HTTP/1.1 " + status + "\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");

    assertThatThrownBy(() -> connect(Duration.ofSeconds(10)))
        .isInstanceOfSatisfying(
            BusyException.class,
            busy -> assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(7)));
  }

  /// A flaky proxy is no foreign server.
  @Test
  void aResetInTheHandshakeIsAFailureOfTheNetwork() {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (Socket socket = server.accept()) {
                socket.getInputStream().read();
                socket.setSoLinger(true, 0);
              } catch (IOException closed) {
                // the test has ended
              }
            });

    assertThatThrownBy(() -> connect(Duration.ofSeconds(10)))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(RefusedException.class)
        .hasMessageEndingWith("was lost at once");
  }

  @Test
  void whoSpeaksTlsIsSaidSo() throws IOException {
    answer("\u0015\u0003\u0003\u0000\u0002\u0002\u0032\n");

    assertThatThrownBy(() -> connect(Duration.ofSeconds(10)))
        .isInstanceOf(RefusedException.class)
        .hasMessageEndingWith("if it speaks TLS, use wss://");
  }

  @Test
  void theTokenIsInTheRequestAndInNoMessage(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), " s3cret-token \n");
    CompletableFuture<String> request = answer(response("401 Unauthorized"));
    FeedUrl url = new FeedUrl("127.0.0.1", server.getLocalPort());
    Access access = new Access(url, Optional.of(Token.read(file)), Optional.empty());

    assertThatThrownBy(() -> connect(access, Duration.ofSeconds(10)))
        .isInstanceOf(DeniedException.class)
        .hasMessageEndingWith("does not know the token in --token-file");
    assertThat(request.get(10, TimeUnit.SECONDS))
        .contains("\r\nAuthorization: Bearer s3cret-token\r\n")
        .startsWith("GET / HTTP/1.1\r\n");
    assertThat("" + access).doesNotContain("s3cret");
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
    connect(Access.to(new FeedUrl("127.0.0.1", server.getLocalPort())), limit);
  }

  private static void connect(Access access, Duration limit) throws IOException {
    EventLoop.<Object, IOException>run(
        () ->
            new WebSocketConnector(access, limit)
                .connect(
                    link -> {
                      throw new AssertionError("no link was expected");
                    }));
  }

  private static String response(String status) {
    return "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n";
  }

  /// Answers the first that connects, and hangs up.
  ///
  /// @return what it asked
  private CompletableFuture<String> answer(String text) {
    CompletableFuture<String> asked = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (Socket socket = server.accept()) {
                byte[] request = new byte[4096];
                int length = socket.getInputStream().read(request);
                asked.complete(new String(request, 0, length, StandardCharsets.US_ASCII));
                socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
              } catch (IOException closed) {
                // the test has ended
              }
            });
    return asked;
  }
}
