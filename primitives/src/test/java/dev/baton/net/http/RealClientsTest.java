package dev.baton.net.http;

import static dev.baton.net.http.TestServer.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.net.Listener;
import dev.baton.net.Net;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over real sockets, with clients that others wrote.
class RealClientsTest {
  /// What to do with a server that listens here.
  private interface Visit {
    void at(String url) throws Exception;
  }

  @TempDir private Path folder;

  private static Response respond(Request request) throws IOException {
    return switch (request.path()) {
      case "/stream" ->
          Response.streamed(
              "text/plain",
              out -> {
                for (int i = 0; i < 100; i++) {
                  out.write("piece " + i + "\n");
                }
              });
      case "/count" -> {
        ByteBuffer piece = ByteBuffer.allocate(10_000);
        long size = 0;
        for (int count; (count = request.body().read(piece.clear())) >= 0; ) {
          size += count;
        }
        yield Response.text("" + size);
      }
      default -> TestServer.echo(request);
    };
  }

  private static void visit(Handler handler, Visit visit) throws Exception {
    TestServer.runReal(
        () -> {
          HttpServer server = new HttpServer(SETTINGS.withMaxBody(10_000_000), handler);
          Listener listener =
              Net.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
          Task<Void> serving = Async.spawn(() -> server.serve(listener));
          visit.at("http://localhost:" + listener.port());
          server.stop(Duration.ofSeconds(10));
          serving.await();
        });
  }

  @Test
  void theJdksClientUnderstandsTheServer() throws Exception {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      visit(
          RealClientsTest::respond,
          url -> {
            for (int i = 0; i < 50; i++) {
              assertThat(send(client, request(url + "/" + i))).isEqualTo("GET /" + i);
            }
            assertThat(send(client, request(url + "/stream"))).endsWith("piece 99\n");
            HttpRequest.Builder post = request(url + "/count").expectContinue(true);
            byte[] large = new byte[3_000_000];
            assertThat(send(client, post.POST(BodyPublishers.ofByteArray(large))))
                .isEqualTo("3000000");
            var chunked =
                BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(large)); // no length
            assertThat(send(client, request(url + "/count").POST(chunked))).isEqualTo("3000000");
          });
    }
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url));
  }

  @Suspends
  private static String send(HttpClient client, HttpRequest.Builder request) throws Exception {
    return Blocking.call(() -> client.send(request.build(), BodyHandlers.ofString())).body();
  }

  @Test
  void curlUnderstandsTheServer() throws Exception {
    Path upload = Files.write(folder.resolve("upload"), new byte[3_000_000]);
    visit(
        RealClientsTest::respond,
        url -> {
          assertThat(curl(url + "/a", url + "/b")).isEqualTo("GET /aGET /b");
          assertThat(curl(url + "/stream")).endsWith("piece 99\n");
          assertThat(curl("--http1.0", url + "/stream")).endsWith("piece 99\n");
          assertThat(curl("-d", "hello", url + "/p")).isEqualTo("POST /p hello");
          assertThat(curl("-T", upload.toString(), url + "/count")).isEqualTo("3000000");
          String chunked = "Transfer-Encoding: chunked";
          assertThat(curl("-H", chunked, "-T", upload.toString(), url + "/count"))
              .isEqualTo("3000000");
          assertThat(curl("-I", url + "/a")).contains("Content-Length: 7\r\n");
        });
  }

  /// The refusal must reach a client that is still sending.
  @Test
  void curlGetsToReadWhyItsUploadIsRefused() throws Exception {
    Path upload = Files.write(folder.resolve("upload"), new byte[10_000_001]);
    visit(
        RealClientsTest::respond,
        url ->
            assertThat(curl("-H", "Expect:", "-T", upload.toString(), url + "/count"))
                .isEqualTo("the body has more than 10000000 bytes\n"));
  }

  @Test
  void curlGoesOnWithADownload() throws Exception {
    byte[] large = new byte[1_000_000];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) ('a' + i % 23);
    }
    Path root = Files.createDirectory(folder.resolve("root"));
    Files.write(root.resolve("large.txt"), large);
    Path half = Files.write(folder.resolve("half"), Arrays.copyOf(large, 400_000));
    visit(
        new FileHandler(root),
        url -> {
          curl("-C", "-", "-o", half.toString(), url + "/large.txt");
          assertThat(Files.readAllBytes(half)).isEqualTo(large);
          assertThat(curl("-r", "0-9", url + "/large.txt")).isEqualTo("abcdefghij");
          assertThat(curl("--path-as-is", url + "/../half")).contains("no such file");
        });
  }

  @Suspends
  private static String curl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "30"));
    command.addAll(List.of(arguments));
    return Blocking.call(
        () -> {
          ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
          Process process;
          try {
            process = builder.start();
          } catch (IOException absent) {
            assumeTrue(false, "curl is not installed: install it to run this test");
            throw absent;
          }
          byte[] output = process.getInputStream().readAllBytes();
          process.waitFor();
          return new String(output, StandardCharsets.UTF_8);
        });
  }
}
