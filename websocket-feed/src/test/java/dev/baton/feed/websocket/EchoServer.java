package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.UnhandledFailure;
import dev.baton.net.Listener;
import dev.baton.net.Net;
import dev.baton.net.Stream;
import dev.baton.net.http.HttpServer;
import dev.baton.net.http.Request;
import dev.baton.net.http.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A server on a real socket that sends messages back, and what must be true after each test: no
/// connection and no task is left, and nothing failed unseen.
final class EchoServer {
  static final String PROTOCOL = "echo.v1";

  static final String UPGRADE =
      """
      GET /echo HTTP/1.1\r
      Host: localhost\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      \r
      """;

  static final WebSocketSettings SETTINGS =
      WebSocketSettings.defaults().withMaxMessage(256 * 1024, 1_000);

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /// What a test does with it.
  @FunctionalInterface
  interface Play {
    @Suspends
    void run(EchoServer server) throws Exception;
  }

  private final HttpServer server = new HttpServer(this::handle);
  private final WebSocketSettings settings;
  private Listener listener;

  private EchoServer(WebSocketSettings settings) {
    this.settings = settings;
  }

  static void run(Play play) throws Exception {
    run(SETTINGS, play);
  }

  static void run(WebSocketSettings settings, Play play) throws Exception {
    List<UnhandledFailure> unhandled = new ArrayList<>();
    EventLoop.builder()
        .blockedAfter(LIMIT)
        .exceptionHandler(unhandled::add)
        .run(() -> Async.timeout(LIMIT, () -> new EchoServer(settings).serve(play)));
    assertThat(unhandled).isEmpty();
  }

  @Suspends
  private void serve(Play play) throws Exception {
    listener = Net.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Task<Void> serving = Async.spawn(() -> server.serve(listener));
    play.run(this);
    Async.timeout(Duration.ofSeconds(5), () -> server.stop(Duration.ofSeconds(4)));
    serving.await();
    assertThat(server.connections()).isZero();
    assertThat(EventLoop.running().allTasks()).as("tasks that are left").hasSize(1);
  }

  private Response handle(Request request) {
    return request.isFor("/echo")
        ? ServerHandshake.answer(request, List.of(PROTOCOL), this::echo)
        : Response.text(404, "only /echo is here\n");
  }

  @Suspends
  private void echo(Stream stream) throws IOException {
    Echo.run(stream, Role.SERVER, settings);
  }

  int port() {
    return listener.port();
  }

  int connections() {
    return server.connections();
  }

  @Suspends
  Stream connect() throws IOException {
    return Net.connect("127.0.0.1", port());
  }

  /// Sends this request and gives the head of the answer.
  @Suspends
  static String ask(Stream stream, String request) throws IOException {
    stream.write(request.getBytes(StandardCharsets.ISO_8859_1));
    return new String(
        stream.readUntil("\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 8_192),
        StandardCharsets.ISO_8859_1);
  }

  /// A client whose handshake is done.
  @Suspends
  RawPeer open() throws IOException {
    Stream stream = connect();
    assertThat(ask(stream, UPGRADE)).startsWith("HTTP/1.1 101 ");
    return new RawPeer(stream, Role.CLIENT);
  }
}
