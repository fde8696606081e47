package dev.baton.net.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.UnhandledFailure;
import dev.baton.net.Stream;
import dev.baton.testing.Pipe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// A server whose date stands still, and ways to talk to it byte for byte.
final class TestServer {
  static final String DATE = "Date: Sun, 22 Nov 2026 12:00:00 GMT\r\n";
  static final HttpSettings SETTINGS =
      HttpSettings.defaults()
          .withClock(InstantSource.fixed(Instant.parse("2026-11-22T12:00:00.5Z")));

  /// A test that hangs fails after this.
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final int LARGEST_PIECE = 64 * 1024;

  private TestServer() {}

  /// Says what it got.
  static Response echo(Request request) throws IOException {
    String body = request.body().readText(1_000_000);
    return Response.text(request + (body.isEmpty() ? "" : " " + body));
  }

  /// Sends all this over one connection, says that nothing more comes, and gives all that the
  /// server sends.
  @Suspends
  static String exchange(HttpServer server, String requests) throws Exception {
    return exchange(server, requests, Integer.MAX_VALUE);
  }

  /// The same with reads of at most so many bytes.
  @Suspends
  static String exchange(HttpServer server, String requests, int largestRead) throws Exception {
    Pipe pipe = new Pipe(64 * 1024, largestRead);
    Task<Void> serving = serve(server, pipe);
    Task<Void> sending =
        Async.spawn(
            () -> {
              pipe.first().write(requests.getBytes(StandardCharsets.ISO_8859_1));
              pipe.first().shutdownOutput();
            });
    String responses = readAll(pipe.first());
    sending.await();
    serving.await();
    return responses;
  }

  /// Serves one end of the pipe.
  static Task<Void> serve(HttpServer server, Pipe pipe) {
    return Async.spawn(
        () -> {
          try (Stream stream = pipe.second()) {
            server.serve(stream);
          }
        });
  }

  @Suspends
  static String readAll(Stream stream) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece; (piece = stream.read(LARGEST_PIECE)).length > 0; ) {
      all.writeBytes(piece);
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /// Reads one response that has a length.
  @Suspends
  static String readResponse(Stream stream) throws IOException {
    byte[] bytes = stream.readUntil("\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 10_000);
    String head = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = head.indexOf("Content-Length: ");
    if (at < 0) {
      return head;
    }
    int length = Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
    return head + new String(stream.readExactly(length), StandardCharsets.ISO_8859_1);
  }

  static String get(String path, String... fields) {
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + lines(fields) + "\r\n";
  }

  private static String lines(String... fields) {
    return fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
  }

  static String ok(String text) {
    return "HTTP/1.1 200 OK\r\n"
        + DATE
        + "Content-Type: text/plain; charset=utf-8\r\nContent-Length: "
        + text.length()
        + "\r\n\r\n"
        + text;
  }

  static String status(String response) {
    assertThat(response).matches("(?s)HTTP/1\\.1 \\d{3} .*");
    return response.substring(9, 12);
  }

  /// Runs this with the real clock; a failure that nobody took fails the test.
  static void runReal(Action<Exception> main) throws Exception {
    List<UnhandledFailure> unhandled = new ArrayList<>();
    EventLoop.builder()
        .blockedAfter(Duration.ofMinutes(1))
        .exceptionHandler(unhandled::add)
        .run(() -> Async.timeout(LIMIT, main));
    assertThat(unhandled).isEmpty();
  }
}
