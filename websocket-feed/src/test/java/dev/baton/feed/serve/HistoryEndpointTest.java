package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Blocking;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The history over real HTTP, asked by the JDK's client.
class HistoryEndpointTest {
  /// Connections that get answers.
  private static final int ALL = 100;

  private static final ServeSettings SETTINGS =
      new ServeSettings(
          Duration.ofHours(1),
          Duration.ofHours(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          ALL,
          256,
          64);

  @Test
  void answersWithTheReadings() {
    List<HttpResponse<String>> answers = ask(2, "/v1/history?ch=test.channel&epoch=E&from=1");

    assertThat(answers.getFirst().statusCode()).isEqualTo(200);
    assertThat(answers.getFirst().headers().firstValue("Content-Type"))
        .hasValue("application/json");
    assertThat(answers.getFirst().body())
        .contains("\"first\":1,\"top\":2", "{\"seq\":1,\"ts\":0,\"d\":{\"value\":1}}");
  }

  @Test
  void anotherEpochIsAConflict() {
    HttpResponse<String> answer = ask(2, "/v1/history?ch=test.channel&epoch=old&from=1").getFirst();

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("\"epoch\":");
  }

  @Test
  void whatIsNoLongerThereIsGone() {
    HttpResponse<String> answer = ask(12, "/v1/history?ch=test.channel&epoch=E&from=7").getFirst();

    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(answer.body()).contains("\"first\":8");
  }

  @Test
  void anythingElseIsRefusedInASentence() {
    List<HttpResponse<String>> answers =
        ask(
            2,
            "/v1/history",
            "/v1/history?ch=test.channel&epoch=E&from=0",
            "/v1/history?ch=test.channel&epoch=E&from=1&limit=1000000",
            "/v1/history?" + "x".repeat(5000),
            "/v1/history?ch=other&epoch=E&from=1",
            "/v1/history/more",
            "/v1%2fhistory?ch=test.channel&epoch=E&from=1",
            "/");

    assertThat(answers)
        .extracting(HttpResponse::statusCode)
        .containsExactly(400, 400, 400, 400, 404, 404, 404, 404);
    assertThat(answers.get(4).body())
        .isEqualTo("{\"msg\":\"there is no channel other; there are test.channel\"}");
  }

  @Test
  void nothingCanBeWritten() {
    TestServer.run(
        SETTINGS,
        server -> {
          URI uri = URI.create("http://127.0.0.1:" + server.historyPort() + "/v1/history");
          HttpRequest post = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("x")).build();
          HttpResponse<String> answer = Blocking.call(() -> send(post));

          assertThat(answer.statusCode()).isEqualTo(405);
          assertThat(answer.headers().firstValue("Allow")).hasValue("GET");
        });
  }

  @Test
  void aTargetThatIsTooLongIsToldSo() {
    assertThat(ask(0, "/v1/history?" + "x".repeat(9000)).getFirst().statusCode()).isEqualTo(414);
  }

  /// So that a page whose name was made to point here gets nothing.
  @Test
  void aForeignHostIsRefused() {
    TestServer.run(
        SETTINGS,
        server ->
            Blocking.call(
                () -> {
                  assertThat(askRaw("Host: evil.example", "127.0.0.1", server))
                      .startsWith("HTTP/1.1 421");
                  assertThat(askRaw("Host: localhost:1", "127.0.0.1", server))
                      .startsWith("HTTP/1.1 404");
                  assertThat(
                          askRaw(
                              "Host: localhost\r\nOrigin: http://evil.example",
                              "127.0.0.1",
                              server))
                      .startsWith("HTTP/1.1 403");
                }));
  }

  /// Each of them would hold a place for five seconds.
  @Test
  void halfRequestsOfOneAddressHoldNobodyUp() {
    TestServer.run(
        SETTINGS,
        server ->
            Blocking.call(
                () -> {
                  List<RawClient> half = connect("127.0.0.1", server, 2 * ALL);
                  for (RawClient client : half) {
                    client.tryWrite("GET /v1/history HTTP/1.1\r\nHost: 127.0.0.1\r\n");
                  }

                  assertThat(askRaw("127.0.0.1", server)).startsWith("HTTP/1.1 404");
                  assertThat(askRaw("127.0.0.2", server)).startsWith("HTTP/1.1 404");
                  close(half);
                }));
  }

  private static List<RawClient> connect(String from, TestServer server, int count)
      throws IOException {
    List<RawClient> clients = new ArrayList<>();
    for (; count > 0; count--) {
      clients.add(new RawClient(from, server.historyPort()));
    }
    return clients;
  }

  private static String askRaw(String from, TestServer server) throws IOException {
    return askRaw("Host: 127.0.0.1", from, server);
  }

  private static String askRaw(String fields, String from, TestServer server) throws IOException {
    try (RawClient client = new RawClient(from, server.historyPort())) {
      client.write("GET / HTTP/1.1\r\n" + fields + "\r\nConnection: close\r\n\r\n");
      return client.readToEnd();
    }
  }

  private static void close(List<RawClient> clients) throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
  }

  /// @param targets in which `E` stands for the server's epoch
  private static List<HttpResponse<String>> ask(int published, String... targets) {
    List<HttpResponse<String>> answers = new ArrayList<>();
    TestServer.run(
        SETTINGS,
        server -> {
          for (int i = 0; i < published; i++) {
            server.publish();
          }
          for (String target : targets) {
            String path = target.replace("epoch=E", "epoch=" + server.epoch());
            URI uri = URI.create("http://127.0.0.1:" + server.historyPort() + path);
            answers.add(Blocking.call(() -> send(HttpRequest.newBuilder(uri).build())));
          }
        });
    return answers;
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }
}
