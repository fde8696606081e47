package dev.baton.net.http;

import static dev.baton.net.http.TestServer.DATE;
import static dev.baton.net.http.TestServer.SETTINGS;
import static dev.baton.net.http.TestServer.exchange;
import static dev.baton.net.http.TestServer.get;
import static dev.baton.net.http.TestServer.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.Task;
import dev.baton.api.VirtualLoop;
import dev.baton.net.Stream;
import dev.baton.testing.Pipe;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UpgradeTest {
  private static final String[] WANTED = {"Connection: keep-alive, Upgrade", "Upgrade: Shout"};

  private final HttpServer server = new HttpServer(SETTINGS, UpgradeTest::handle);

  private static Response handle(Request request) {
    return request.wantsUpgradeTo("shout")
        ? Response.upgrade("shout", UpgradeTest::shout).header("X-Key", "1")
        : Response.text("plain");
  }

  private static void shout(Stream stream) throws IOException {
    for (String line; (line = stream.readLine(100)) != null; ) {
      stream.write(line.toUpperCase() + "\n");
    }
  }

  @Test
  void theStreamBelongsToAnotherProtocolAfterwards() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          Task<Void> serving = TestServer.serve(server, pipe);
          Stream client = pipe.first();
          client.write(get("/"));
          assertThat(TestServer.readResponse(client)).isEqualTo(ok("plain"));
          client.write(get("/", WANTED));
          assertThat(TestServer.readResponse(client))
              .isEqualTo(
                  "HTTP/1.1 101 Switching Protocols\r\n"
                      + DATE
                      + "Connection: Upgrade\r\nUpgrade: shout\r\nX-Key: 1\r\n\r\n");
          Async.sleep(Duration.ofHours(1)); // no limit of HTTP holds any more
          client.write("hello\n");
          assertThat(client.readLine(100)).isEqualTo("HELLO");
          client.shutdownOutput();
          assertThat(client.readLine(100)).isNull();
          serving.await();
        });
  }

  @Test
  void whatComesBeforeThe101IsRefused() throws Exception {
    VirtualLoop.run(
        () -> {
          for (String request :
              new String[] {
                get("/", WANTED) + "hello\n", get("/", "Content-Length: 1", WANTED[0], WANTED[1])
              }) {
            String response = exchange(server, request);
            assertThat(response).startsWith("HTTP/1.1 400 ").contains("Connection: close\r\n");
            assertThat(response).endsWith("nothing may follow before the 101\n");
          }
        });
  }

  @Test
  void onlyAProperRequestIsOneForAnUpgrade() throws Exception {
    VirtualLoop.run(
        () -> {
          for (String request :
              new String[] {
                get("/", "Upgrade: shout"),
                get("/", "Connection: upgrade"),
                get("/", "Connection: upgrade", "Upgrade: whisper"),
                get("/", WANTED).replace("GET", "PUT"),
                get("/", WANTED).replace("HTTP/1.1", "HTTP/1.0")
              }) {
            assertThat(exchange(server, request)).endsWith("plain");
          }
        });
  }

  @Test
  void whoMustUpgradeIsToldToWhat() throws Exception {
    HttpServer strict =
        new HttpServer(
            SETTINGS, request -> Response.upgradeRequired("shout", "shout\n").header("X-V", "2"));
    VirtualLoop.run(
        () ->
            assertThat(exchange(strict, get("/")))
                .isEqualTo(
                    "HTTP/1.1 426 Upgrade Required\r\n"
                        + DATE
                        + "Content-Type: text/plain; charset=utf-8\r\n"
                        + "Connection: Upgrade\r\nUpgrade: shout\r\nX-V: 2\r\n"
                        + "Content-Length: 6\r\n\r\nshout\n"));
  }
}
