package dev.baton.net.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Blocking;
import dev.baton.Suspends;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over real sockets, with clients that others wrote.
class RealClientsTest {
  @TempDir private Path folder;

  @Test
  void theJdksClientUnderstandsTheServer() throws Exception {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      RealServer.visit(
          RealServer::respond,
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
    RealServer.visit(
        RealServer::respond,
        url -> {
          assertThat(Curl.get(url + "/a", url + "/b")).isEqualTo("GET /aGET /b");
          assertThat(Curl.get(url + "/stream")).endsWith("piece 99\n");
          assertThat(Curl.get("--http1.0", url + "/stream")).endsWith("piece 99\n");
          assertThat(Curl.get("-d", "hello", url + "/p")).isEqualTo("POST /p hello");
          assertThat(Curl.get("-T", upload.toString(), url + "/count")).isEqualTo("3000000");
          String chunked = "Transfer-Encoding: chunked";
          assertThat(Curl.get("-H", chunked, "-T", upload.toString(), url + "/count"))
              .isEqualTo("3000000");
          assertThat(Curl.get("-I", url + "/a")).contains("Content-Length: 7\r\n");
        });
  }

  /// The refusal must reach a client that is still sending.
  @Test
  void curlGetsToReadWhyItsUploadIsRefused() throws Exception {
    Path upload = Files.write(folder.resolve("upload"), new byte[10_000_001]);
    RealServer.visit(
        RealServer::respond,
        url ->
            assertThat(Curl.get("-H", "Expect:", "-T", upload.toString(), url + "/count"))
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
    RealServer.visit(
        new FileHandler(root),
        url -> {
          Curl.get("-C", "-", "-o", half.toString(), url + "/large.txt");
          assertThat(Files.readAllBytes(half)).isEqualTo(large);
          assertThat(Curl.get("-r", "0-9", url + "/large.txt")).isEqualTo("abcdefghij");
          assertThat(Curl.get("--path-as-is", url + "/../half")).contains("no such file");
        });
  }
}
