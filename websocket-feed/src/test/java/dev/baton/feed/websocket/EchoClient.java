package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.ReturnWhen;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.UnhandledFailure;
import dev.baton.net.Listener;
import dev.baton.net.Net;
import dev.baton.net.Stream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A client under test on a real socket, which sends messages back, and the raw server to which it
/// connects. After each test no connection and no task is left, and nothing failed unseen.
final class EchoClient {
  static final List<String> PROTOCOLS = List.of("echo.v1", "echo.v0");
  static final Duration HANDSHAKE = Duration.ofSeconds(2);

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /// What a test does.
  @FunctionalInterface
  interface Play {
    @Suspends
    void run(EchoClient client) throws Exception;
  }

  private final Stream server;
  private final Task<Optional<String>> client;
  private final String request;

  private EchoClient(Stream server, Task<Optional<String>> client) throws IOException {
    this.server = server;
    this.client = client;
    this.request =
        new String(
            server.readUntil("\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 8_192),
            StandardCharsets.ISO_8859_1);
  }

  static void run(Play play) throws Exception {
    List<UnhandledFailure> unhandled = new ArrayList<>();
    EventLoop.builder()
        .blockedAfter(LIMIT)
        .exceptionHandler(unhandled::add)
        .run(() -> Async.timeout(LIMIT, () -> connect(play)));
    assertThat(unhandled).isEmpty();
  }

  @Suspends
  private static void connect(Play play) throws Exception {
    try (Listener listener =
        Net.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      int port = listener.port();
      Task<Optional<String>> client = Async.spawn(() -> echo(port));
      try (Stream server = listener.accept()) {
        play.run(new EchoClient(server, client));
      } finally {
        Async.wait(List.of(client), ReturnWhen.ALL_COMPLETED);
        client.exception();
      }
    }
    assertThat(EventLoop.running().allTasks()).as("tasks that are left").hasSize(1);
  }

  @Suspends
  private static Optional<String> echo(int port) throws IOException {
    try (Stream stream = Net.connect("127.0.0.1", port)) {
      Optional<String> protocol =
          ClientHandshake.perform(
              stream,
              "127.0.0.1:" + port,
              "/echo?a=b",
              PROTOCOLS,
              Map.of("X-Test", "1"),
              HANDSHAKE);
      Echo.run(stream, Role.CLIENT, EchoServer.SETTINGS);
      return protocol;
    }
  }

  /// What the client has asked.
  String request() {
    return request;
  }

  /// What proves that its key was understood, by our own arithmetic.
  String accept() {
    String key = request.replaceAll("(?s).*\r\nSec-WebSocket-Key: (\\S+)\r\n.*", "$1");
    byte[] text =
        (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  Stream server() {
    return server;
  }

  @Suspends
  void answer(String head) throws IOException {
    server.write(head.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// A good answer, with these fields too.
  String good(String... fields) {
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Accept: "
        + accept()
        + "\r\n"
        + String.join("", fields)
        + "\r\n";
  }

  /// Does the server's part of the handshake.
  @Suspends
  RawPeer open() throws IOException {
    answer(good());
    return new RawPeer(server, Role.SERVER);
  }

  /// Waits until the client has ended, and gives what it ended with.
  @Suspends
  Throwable awaitEnd() {
    Async.wait(List.of(client), ReturnWhen.ALL_COMPLETED);
    return client.exception();
  }
}
