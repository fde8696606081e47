package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.Suspends;
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

/// What is answered over real HTTP, asked by the JDK's client.
class RoutesTest {
  /// Connections that get answers.
  private static final int ALL = 100;

  private static final ServeSettings SETTINGS =
      TestServer.SETTINGS.withHistory(Duration.ofHours(5)).withConnections(10, ALL);

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
            "/v1/snapshot",
            "/v1/snapshot?ch=other");

    assertThat(answers)
        .extracting(HttpResponse::statusCode)
        .containsExactly(400, 400, 400, 400, 404, 404, 404, 400, 404);
    assertThat(answers)
        .filteredOn(answer -> !answer.body().equals("nothing\n"))
        .hasSize(7)
        .allMatch(answer -> answer.body().startsWith("{\"msg\":\""))
        .allMatch(answer -> answer.headers().firstValue("Cache-Control").get().equals("no-store"));
    assertThat(answers.get(4).body())
        .isEqualTo("{\"msg\":\"there is no channel other; there are test.channel\"}");
  }

  @Test
  void nothingCanBeWritten() {
    TestServer.run(
        SETTINGS,
        server -> {
          URI uri = URI.create("http://127.0.0.1:" + server.port() + "/v1/history");
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

  @Test
  void theNewestReadingIsToldToWhoDoesNotKnowTheEpoch() {
    List<HttpResponse<String>> none = ask(0, "/v1/snapshot?ch=test.channel");
    List<HttpResponse<String>> some = ask(12, "/v1/snapshot?ch=test.channel");

    assertThat(none.getFirst().body()).contains("\"first\":1,\"top\":0,\"events\":[]");
    assertThat(some.getFirst().body()).contains("\"first\":8,\"top\":12,\"events\":[{\"seq\":12,");
  }

  @Test
  void theChannelsAreToldWithTheirUnits() {
    assertThat(ask(0, "/v1/channels").getFirst().body())
        .isEqualTo(
            "{\"channels\":[{\"ch\":\"test.channel\",\"about\":\"a channel\",\"values\":"
                + "[{\"name\":\"value\",\"unit\":\"count\",\"about\":\"a value\"}]}]}");
  }

  @Test
  void theRestIsForThePage() {
    List<HttpResponse<String>> answers = ask(0, "/", "/else");

    assertThat(answers.getFirst().body()).isEqualTo("the page");
    assertThat(answers.getLast().statusCode()).isEqualTo(404);
  }

  @Test
  void aServerThatLivesSaysSo() {
    HttpResponse<String> answer = ask(0, "/healthz").getFirst();

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("ok\n");
  }

  @Test
  void whetherItLivesCanOnlyBeAskedFor() {
    TestServer.run(
        SETTINGS, server -> assertThat(post(server, "/healthz", "").statusCode()).isEqualTo(405));
  }

  @Test
  void theFiguresAreThoseOfPrometheus() {
    List<HttpResponse<String>> answers =
        ask(3, "/v1/snapshot?ch=test.channel", "/nothing", "/metrics");

    assertThat(answers.getLast().headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answers.getLast().body())
        .contains(
            "# TYPE feed_subscribers gauge\nfeed_subscribers 0\n",
            "feed_http_total{status=\"200\"} 1\n",
            "feed_http_total{status=\"404\"} 1\n");
  }

  @Test
  void withoutATokenThereIsNoTicket() {
    TestServer.run(
        SETTINGS,
        server -> {
          assertThat(post(server, "/v1/ticket", "").body()).isEqualTo("{\"ticket\":null}");
          assertThat(post(server, "/v1/ticket", "x".repeat(5_000)).statusCode()).isEqualTo(413);
          URI uri = URI.create("http://127.0.0.1:" + server.port() + "/v1/ticket");
          HttpResponse<String> get = Blocking.call(() -> send(HttpRequest.newBuilder(uri).build()));
          assertThat(get.statusCode()).isEqualTo(405);
        });
  }

  @Suspends
  private static HttpResponse<String> post(TestServer server, String path, String body)
      throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    HttpRequest post = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build();
    return Blocking.call(() -> send(post));
  }

  // --- what strangers may not do

  /// So that a page whose name was made to point here gets nothing.
  @Test
  void aForeignHostIsRefusedEverywhere() {
    TestServer.run(
        SETTINGS,
        server ->
            Blocking.call(
                () -> {
                  for (String path : List.of("/", "/v1/history", "/metrics", "/healthz", "/x")) {
                    assertThat(askRaw(path, "Host: evil.example", "127.0.0.1", server))
                        .startsWith("HTTP/1.1 421");
                    assertThat(
                            askRaw(
                                path,
                                "Host: localhost\r\nOrigin: http://evil.example",
                                "127.0.0.1",
                                server))
                        .startsWith("HTTP/1.1 403");
                    assertThat(askRaw(path, "X-No: host", "127.0.0.1", server))
                        .startsWith("HTTP/1.1 400");
                  }
                  assertThat(askRaw("/x", "Host: localhost:1", "127.0.0.1", server))
                      .startsWith("HTTP/1.1 404");
                }));
  }

  /// Each of them would hold a place until its time is over.
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

                  assertThat(askRaw("127.0.0.1", server)).startsWith("HTTP/1.1 200");
                  assertThat(askRaw("127.0.0.2", server)).startsWith("HTTP/1.1 200");
                  close(half);
                }));
  }

  /// An answer of 1,000 readings takes heap until its client has it.
  @Test
  void answersThatNobodyReadsAreBounded() {
    int most = 64 * 1024;
    ServeSettings settings =
        SETTINGS
            .withHistory(Duration.ofHours(2_000))
            .withPatience(Duration.ofHours(1))
            .withWaiting(1, Duration.ofSeconds(5), most);
    TestServer.run(
        settings,
        server -> {
          server.publish(1_000);
          String target = "/v1/history?ch=test.channel&epoch=" + server.epoch() + "&from=1";
          RawClient deaf = Blocking.call(() -> connect("127.0.0.1", server, 1)).getFirst();
          // so many that one is still under way
          deaf.write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(150));
          String answer = "";
          while (!answer.startsWith("HTTP/1.1 503")) {
            answer = Blocking.call(() -> askRaw(target, "Host: localhost", "127.0.0.1", server));
            assertThat(server.subscribers().share().bytes()).isLessThanOrEqualTo(most);
          }
          assertThat(answer).contains("Retry-After: 1\r\n");
          deaf.close();
          while (server.subscribers().share().bytes() > 0) {
            Async.sleep(Duration.ofMillis(5));
          }
        });
  }

  private static List<RawClient> connect(String from, TestServer server, int count)
      throws IOException {
    List<RawClient> clients = new ArrayList<>();
    for (; count > 0; count--) {
      clients.add(new RawClient(from, server.port()));
    }
    return clients;
  }

  private static String askRaw(String from, TestServer server) throws IOException {
    return askRaw("/v1/channels", "Host: 127.0.0.1", from, server);
  }

  private static String askRaw(String path, String fields, String from, TestServer server)
      throws IOException {
    try (RawClient client = new RawClient(from, server.port())) {
      client.write("GET " + path + " HTTP/1.1\r\n" + fields + "\r\nConnection: close\r\n\r\n");
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
            URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
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
