package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Blocking;
import dev.baton.net.http.Guard;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// A server that has a token.
class AccessTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final String BEARER = "Authorization: Bearer " + TOKEN + "\r\n";

  @Test
  void theFiguresAreForThoseWhoKnowTheToken() {
    serve(
        server -> {
          for (String path :
              new String[] {"/v1/history", "/v1/snapshot", "/v1/channels", "/metrics"}) {
            assertThat(ask(server, "GET " + path, ""))
                .startsWith("HTTP/1.1 401 ")
                .contains("WWW-Authenticate: Bearer");
            assertThat(ask(server, "GET " + path, "Authorization: Bearer 0123456789abcdeX\r\n"))
                .startsWith("HTTP/1.1 401 ");
            assertThat(ask(server, "GET " + path, BEARER)).doesNotStartWith("HTTP/1.1 401 ");
          }
        });
  }

  @Test
  void aSubscriberNeedsItToo() {
    serve(
        server -> {
          assertThat(open(server, "/", "")).startsWith("HTTP/1.1 401 ");
          assertThat(open(server, "/", BEARER)).startsWith("HTTP/1.1 101 ");
        });
  }

  @Test
  void whatTellsNothingNeedsNone() {
    serve(
        server -> {
          assertThat(ask(server, "GET /healthz", "")).startsWith("HTTP/1.1 200 ");
          assertThat(ask(server, "GET /", "")).startsWith("HTTP/1.1 200 ").endsWith("the page");
          assertThat(ask(server, "GET /nothing", "")).startsWith("HTTP/1.1 404 ");
        });
  }

  @Test
  void aTicketLetsInOnce() {
    serve(
        server -> {
          assertThat(ask(server, "POST /v1/ticket", "")).startsWith("HTTP/1.1 401 ");
          String answer = ask(server, "POST /v1/ticket", BEARER);
          assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"lifeMs\":10000}");
          String ticket = answer.replaceAll("(?s).*\"ticket\":\"([^\"]+)\".*", "$1");

          assertThat(open(server, "/?ticket=" + ticket, "")).startsWith("HTTP/1.1 101 ");
          assertThat(open(server, "/?ticket=" + ticket, "")).startsWith("HTTP/1.1 401 ");
          assertThat(open(server, "/?ticket=made-up", "")).startsWith("HTTP/1.1 401 ");
        });
  }

  @Test
  void aPageOfAnotherOriginGetsNoTicket() {
    serve(
        server ->
            assertThat(ask(server, "POST /v1/ticket", BEARER + "Origin: http://evil.example\r\n"))
                .startsWith("HTTP/1.1 403 "));
  }

  @Test
  void aTokenThatIsEasyToGuessIsRefused() {
    assertThatThrownBy(() -> Access.of(Guard.ofThisMachine(), "secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16 or more");
  }

  // --- the ground

  private interface Attempt {
    void on(TestServer server) throws Exception;
  }

  private static void serve(Attempt attempt) {
    TestServer.run(
        TestServer.SETTINGS,
        Access.of(Guard.ofThisMachine(), TOKEN),
        null,
        server -> Blocking.call(() -> attempt.on(server)));
  }

  private static String ask(TestServer server, String what, String fields) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.write(
          what + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + fields + "\r\n");
      return client.readToEnd();
    }
  }

  /// @return the status line
  private static String open(TestServer server, String target, String fields) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.write(RawClient.HANDSHAKE.replace("GET /", "GET " + target) + fields + "\r\n");
      return client.readLine();
    }
  }
}
