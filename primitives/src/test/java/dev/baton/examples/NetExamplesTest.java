package dev.baton.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.api.VirtualLoop;
import dev.baton.net.AddressKind;
import dev.baton.net.Backoff;
import dev.baton.net.Certificates;
import dev.baton.net.Listener;
import dev.baton.net.Net;
import dev.baton.net.Stream;
import dev.baton.net.Tls;
import dev.baton.net.http.Guard;
import dev.baton.net.http.Handler;
import dev.baton.net.http.HttpServer;
import dev.baton.net.http.HttpSettings;
import dev.baton.net.http.Request;
import dev.baton.net.http.Response;
import dev.baton.testing.Pipe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples of the doc comments of `dev.baton.net` and `dev.baton.net.http`.
class NetExamplesTest {
  private static final String GET =
      "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  private final Random random = new Random(1);
  private int asked;

  /// The example names its port; a moment ago this one was free.
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      return socket.getLocalPort();
    }
  }

  @Suspends
  private static void echo(int port) throws IOException {
    // @start region="Listener"
    try (Listener listener = Net.listen(new InetSocketAddress("localhost", port))) {
      listener.serve(
          1_000,
          stream -> Async.timeout(Duration.ofSeconds(30), () -> stream.write(stream.read(8_192))));
    }
    // @end
  }

  @Suspends
  private static String ask(int port) throws IOException {
    // @start region="Stream"
    String answer =
        Async.timeout(
            Duration.ofSeconds(10),
            () -> {
              try (Stream stream = Net.connect("localhost", port)) {
                stream.write("hello\n");
                return stream.readLine(1_000);
              }
            });
    // @end
    return answer;
  }

  @Test
  void anEchoServerAnswersAClient() throws Exception {
    int port = freePort();
    EventLoop.run(
        () -> {
          Task<Void> server = Async.spawn(() -> echo(port));
          Async.yieldNow(); // it listens
          assertThat(ask(port)).isEqualTo("hello");
          server.cancel();
        });
  }

  @Test
  void copiesAStream() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe from = new Pipe();
          Pipe to = new Pipe();
          from.first().write("all of it");
          from.first().shutdownOutput();
          Stream stream = from.second();
          Stream other = to.first();
          // @start region="Stream"
          Async.timeout(Duration.ofMinutes(1), () -> stream.forEachPiece(other::write));
          // @end
          assertThat(to.second().read(100)).isEqualTo("all of it".getBytes(UTF_8));
        });
  }

  private static void requirePublic(InetAddress address) throws IOException {
    // @start region="AddressKind"
    if (AddressKind.of(address) != AddressKind.PUBLIC) {
      throw new IOException(address + " is not public: " + AddressKind.of(address));
    }
    // @end
  }

  @Test
  void refusesAnAddress() {
    assertThatThrownBy(() -> requirePublic(InetAddress.getByName("10.0.0.1")))
        .hasMessageEndingWith("10.0.0.1 is not public: PRIVATE");
  }

  private String ask() throws IOException {
    if (++asked < 4) {
      throw new IOException("try " + asked);
    }
    return "answer";
  }

  @Suspends
  private String askAgain() throws IOException {
    // @start region="Backoff"
    Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30));
    for (int failures = 1; ; failures++) {
      try {
        return ask();
      } catch (IOException failure) {
        if (failures == 5) {
          throw failure;
        }
        Async.sleep(backoff.delay(failures, random.nextDouble()));
      }
    }
    // @end
  }

  @Test
  void triesAgain() throws Exception {
    assertThat(VirtualLoop.<String, IOException>run(this::askAgain)).isEqualTo("answer");
    assertThat(asked).isEqualTo(4);
    asked = -10;
    assertThatThrownBy(() -> VirtualLoop.<String, IOException>run(this::askAgain))
        .hasMessage("try -5");
  }

  @Suspends
  private static void hello(int port) throws IOException {
    // @start region="HttpServer"
    HttpServer server = new HttpServer(request -> Response.text("hello\n"));
    try (Listener listener = Net.listen(new InetSocketAddress("localhost", port))) {
      server.serve(listener);
    }
    // @end
  }

  @Test
  void servesHttp() throws Exception {
    int port = freePort();
    EventLoop.run(
        () -> {
          Task<Void> serving = Async.spawn(() -> hello(port));
          Async.yieldNow();
          try (Stream client = Net.connect("localhost", port)) {
            client.write(GET);
            assertThat(textOf(client)).startsWith("HTTP/1.1 200 OK\r\n").endsWith("hello\n");
          }
          serving.cancel();
        });
  }

  @Suspends
  private static String textOf(Stream stream) throws IOException {
    StringBuilder text = new StringBuilder();
    stream.forEachPiece(piece -> text.append(UTF_8.decode(piece)));
    return text.toString();
  }

  @Suspends
  private static void serveOverTls(Listener listener, HttpServer server, SSLContext context) {
    // @start region="HttpServer"
    listener.serve(
        1_000,
        plain -> {
          try (Stream secure = Tls.server(plain, context)) {
            server.serve(secure);
          }
        });
    // @end
  }

  @Test
  void servesHttpOverTls(@TempDir Path folder) throws Exception {
    SSLContext context = new Certificates(folder).context("TLS");
    HttpServer server = new HttpServer(NetExamplesTest::fresh);
    EventLoop.run(
        () -> {
          try (Listener listener = Net.listen(new InetSocketAddress("localhost", 0))) {
            Task<Void> serving = Async.spawn(() -> serveOverTls(listener, server, context));
            try (Stream plain = Net.connect("localhost", listener.port());
                Stream client = Tls.client(plain, "localhost", context)) {
              client.write(GET);
              assertThat(textOf(client)).contains("\r\nCache-Control: no-store\r\n");
            }
            serving.cancel();
          }
        });
  }

  private static Response fresh(Request request) {
    // @start region="Response"
    return Response.text("hello\n").header("Cache-Control", "no-store");
    // @end
  }

  @Test
  void guardsAServer() throws Exception {
    String token = "0123456789abcdef";
    HttpSettings settings = HttpSettings.defaults();
    Handler handler = NetExamplesTest::fresh;
    // @start region="Guard"
    Guard guard = Guard.ofThisMachine().withToken(token);
    HttpServer server = new HttpServer(settings, guard.before(handler));
    // @end
    String answer =
        VirtualLoop.<String, Exception>run(
            () -> {
              Pipe pipe = new Pipe();
              pipe.first().write(GET);
              server.serve(pipe.second());
              pipe.second().close();
              return textOf(pipe.first());
            });
    assertThat(answer).startsWith("HTTP/1.1 401 ");
  }
}
