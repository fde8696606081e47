package dev.baton.net.http;

import static dev.baton.net.http.TestServer.SETTINGS;
import static dev.baton.net.http.TestServer.exchange;
import static dev.baton.net.http.TestServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.api.VirtualLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
  private static final String TOKEN = "0123456789abcdef-token";
  private static final String BEARER = "Authorization: Bearer " + TOKEN;
  private static final Duration LIFE = Duration.ofSeconds(30);

  private final Guard local = Guard.ofThisMachine();
  private final Guard named =
      local.withHost("Feed.Example.org.").withHost("[fd00::1]").withHost("192.0.2.7");
  private final Guard withToken = local.withToken(TOKEN);

  @Suspends
  private static String ask(Guard guard, String path, String... fields) throws Exception {
    HttpServer server = new HttpServer(SETTINGS, guard.before(TestServer::echo));
    String lines = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
    return exchange(server, "GET " + path + " HTTP/1.1\r\n" + lines + "\r\n");
  }

  private static void check(int status, Guard guard, String... fields) throws Exception {
    VirtualLoop.run(
        () -> {
          String response = ask(guard, "/", fields);
          assertThat(status(response)).as("%s", List.of(fields)).isEqualTo("" + status);
          assertThat(response.endsWith("GET /")).isEqualTo(status == 200);
          assertThat(response).doesNotContain(TOKEN).doesNotContain("evil").doesNotContain("dev.b");
        });
  }

  // --- Host

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "LocalHost:8080",
        "localhost.",
        "localhost.:8080",
        "localhost:",
        "127.0.0.1",
        "127.0.0.1:65535",
        "127.8.9.10",
        "[::1]",
        "[::1]:8080",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]:80",
        "[::FFFF:7F00:1]"
      })
  void thisMachinesNamesAreLetIn(String host) throws Exception {
    check(200, local, "Host: " + host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "evil-localhost",
        "localhost..",
        "127.0.0.1.evil.example",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0.0.0.0",
        "10.0.0.1",
        "192.168.1.1:80",
        "169.254.169.254",
        "[::]",
        "[fe80::1]",
        "[64:ff9c::7f00:1]",
        "feed.example.org"
      })
  void otherNamesAreRefused(String host) throws Exception {
    check(421, local, "Host: " + host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:65536",
        "localhost:123456",
        "localhost:8a",
        "localhost:80:80",
        "localhost:-1",
        "user@localhost",
        "::1",
        "[::1",
        "[::1]x",
        "[::1%1]",
        "[127.0.0.1]",
        "[localhost]",
        "256.0.0.1",
        "[]",
        ":80",
        ".",
        "local%68ost"
      })
  void whatIsNoHostIsRefused(String host) throws Exception {
    check(400, local, "Host: " + host);
  }

  @Test
  void aHostOfAnyLengthIsRefused() throws Exception {
    check(400, local, "Host: " + "a.".repeat(12_000));
    check(400, local, "Host: [" + ":".repeat(24_000) + "]");
  }

  /// HTTP/1.0 has no such field. No browser speaks it, so that no page of another can cause it.
  @ParameterizedTest
  @CsvSource({
    "GET / HTTP/1.0, 200",
    "GET / HTTP/1.0~Origin: http://localhost, 400",
    "GET / HTTP/1.0~Origin: http://evil.example, 400",
    "GET / HTTP/1.0~Host: localhost, 200",
    "GET / HTTP/1.0~Host: evil.example, 421",
    "GET / HTTP/1.0~Host: localhost~Origin: http://evil.example, 403",
    "GET http://localhost/ HTTP/1.0, 400",
    "GET / HTTP/1.1, 400"
  })
  void anOldRequestNeedsNoHost(String head, int status) throws Exception {
    HttpServer server = new HttpServer(SETTINGS, local.before(TestServer::echo));
    String request = head.replace("~", "\r\n") + "\r\n\r\n";
    VirtualLoop.run(() -> assertThat(status(exchange(server, request))).isEqualTo("" + status));
  }

  @Test
  void anOldRequestNeedsTheToken() throws Exception {
    HttpServer server = new HttpServer(SETTINGS, withToken.before(TestServer::echo));
    VirtualLoop.run(
        () -> assertThat(status(exchange(server, "GET / HTTP/1.0\r\n\r\n"))).isEqualTo("401"));
  }

  /// The host in the target counts, and the server sees that both are the same.
  @Test
  void aHostInTheTargetCannotDifferFromTheField() throws Exception {
    VirtualLoop.run(
        () -> {
          assertThat(status(ask(local, "http://evil.example/", "Host: localhost")))
              .isEqualTo("400");
          assertThat(status(ask(local, "http://evil.example/", "Host: evil.example")))
              .isEqualTo("421");
          assertThat(status(ask(local, "http://localhost/", "Host: localhost"))).isEqualTo("200");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "feed.example.org, 200",
    "FEED.example.org.:443, 200",
    "localhost, 200",
    "[fd00:0::1]:80, 200",
    "192.0.2.7, 200",
    "www.feed.example.org, 421",
    "192.0.2.8, 421",
    "[fd00::2], 421"
  })
  void aServerCanHaveFurtherNames(String host, int status) throws Exception {
    check(status, named, "Host: " + host);
  }

  @Test
  void aServerCanBeAskedForAnyAddress() throws Exception {
    Guard any = local.withAnyAddress();

    check(200, any, "Host: 192.0.2.8:7400");
    check(200, any, "Host: [2001:db8::1]");
    check(200, any, "Host: localhost");
    check(421, any, "Host: evil.example");
    check(421, any, "Host: 1.2.3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:80", "::1", "http://a", "a/b", "*", "*.example.org"})
  void whatIsNoHostCannotBeLetIn(String host) {
    assertThatThrownBy(() -> local.withHost(host))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("host must be a name or an address without a port, got " + host);
  }

  // --- Origin

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, http://localhost:8080",
    "LOCALHOST:8080, http://localhost:8080",
    "localhost, http://localhost",
    "localhost:80, http://localhost",
    "localhost, http://localhost:80",
    "localhost, https://localhost",
    "localhost:443, https://localhost",
    "[::1]:8080, http://[::1]:8080",
    "127.0.0.1:8080, HTTP://127.0.0.1:8080"
  })
  void thisServersOwnPagesAreLetIn(String host, String origin) throws Exception {
    check(200, local, "Host: " + host, "Origin: " + origin);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost:8080, http://evil.example",
    "localhost:8080, http://localhost:3000",
    "localhost:8080, http://localhost",
    "localhost:8080, http://127.0.0.1:8080",
    "localhost, http://localhost:443",
    "localhost:8080, http://localhost.evil.example:8080",
    "localhost:8080, http://evil@localhost:8080",
    "localhost:8080, http://localhost:8080/",
    "localhost:8080, ftp://localhost:8080",
    "localhost:8080, chrome-extension://evil",
    "localhost:8080, localhost:8080",
    "localhost:8080, http://",
    "localhost:8080, null"
  })
  void pagesOfOthersAreRefused(String host, String origin) throws Exception {
    check(403, local, "Host: " + host, "Origin: " + origin);
  }

  @Test
  void anEmptyOriginAndTwoAreRefused() throws Exception {
    check(403, local, "Host: localhost", "Origin:");
    check(403, local, "Host: localhost", "Origin: http://localhost", "Origin: http://localhost");
  }

  @ParameterizedTest
  @CsvSource({
    "https://app.example.org, 200",
    "https://APP.example.org:443, 200",
    "http://localhost, 200",
    "http://app.example.org, 403",
    "https://app.example.org:8443, 403",
    "https://example.org, 403"
  })
  void furtherOriginsCanBeLetIn(String origin, int status) throws Exception {
    Guard guard = local.withOrigin("https://App.example.org");

    check(status, guard, "Host: localhost", "Origin: " + origin);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "*", "example.org", "https://", "https://a/b", "ws://a"})
  void whatIsNoOriginCannotBeLetIn(String origin) {
    assertThatThrownBy(() -> local.withOrigin(origin))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "origin must be a scheme and a host, such as https://example.org, got " + origin);
  }

  // --- the token

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER   "})
  void theTokenLetsIn(String scheme) throws Exception {
    check(200, withToken, "Host: localhost", "Authorization: " + scheme + TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: y",
        "Authorization:",
        "Authorization: Bearer",
        "Authorization: Bearer 0123456789abcdef-tokem",
        "Authorization: Bearer 0123456789abcdef-toke",
        "Authorization: Bearer 0123456789abcdef-token1",
        "Authorization: Bearer 0123456789ABCDEF-TOKEN",
        "Authorization: Bearer0123456789abcdef-token",
        "Authorization: Basic 0123456789abcdef-token",
        "Authorization: 0123456789abcdef-token",
        "Authorization: Bearer 0123456789abcdef-token x",
        "Authorization: Bearer x\r\nAuthorization: Bearer 0123456789abcdef-token",
        "Cookie: 0123456789abcdef-token"
      })
  void nothingElseLetsIn(String field) throws Exception {
    VirtualLoop.run(
        () -> {
          String response = ask(withToken, "/", "Host: localhost", field);
          assertThat(status(response)).isEqualTo("401");
          assertThat(response)
              .contains("WWW-Authenticate: Bearer\r\n")
              .endsWith("this server wants its token, as Authorization: Bearer TOKEN\n");
        });
  }

  @Test
  void theTokenDoesNotHelpAForeignPage() throws Exception {
    check(421, withToken, "Host: evil.example", BEARER);
    check(403, withToken, "Host: localhost", "Origin: http://evil.example", BEARER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123456789abcde", "0123456789abcdef x", "0123456789abcdefé", "a=b"})
  void aTokenThatIsGuessedOrBreaksTheHeaderIsRefusedAndNotShown(String token) {
    assertThatThrownBy(() -> local.withToken(token))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("token must consist of 16 or more letters, digits and -._~+/");
  }

  // --- tickets

  @Suspends
  private String useTicket(String ticket, String... fields) throws Exception {
    List<String> all = new ArrayList<>(List.of("Host: localhost"));
    all.addAll(List.of(fields));
    return status(ask(withToken, "/?a=b&ticket=" + ticket, all.toArray(String[]::new)));
  }

  @Test
  void aTicketLetsInOnce() throws Exception {
    VirtualLoop.run(
        () -> {
          String ticket = withToken.ticket(LIFE);
          assertThat(useTicket(ticket)).isEqualTo("200");
          assertThat(useTicket(ticket)).isEqualTo("401");
        });
  }

  @Test
  void aTicketLivesByTheLoopsClock() throws Exception {
    VirtualLoop.run(
        () -> {
          String first = withToken.ticket(LIFE);
          String second = withToken.ticket(LIFE);
          String third = withToken.ticket(LIFE.multipliedBy(2));
          Async.sleep(LIFE.minusNanos(1));
          assertThat(useTicket(first)).isEqualTo("200");
          Async.sleep(Duration.ofNanos(1));
          assertThat(useTicket(second)).isEqualTo("401");
          assertThat(useTicket(third)).isEqualTo("200");
        });
  }

  @Test
  void onlySoManyTicketsAreOut() throws Exception {
    VirtualLoop.run(
        () -> {
          List<String> tickets = new ArrayList<>();
          for (int i = 0; i <= Tickets.MOST; i++) {
            tickets.add(withToken.ticket(LIFE));
          }
          assertThat(useTicket(tickets.get(0))).isEqualTo("401");
          for (String ticket : tickets.subList(1, tickets.size())) {
            assertThat(useTicket(ticket)).isEqualTo("200");
          }
        });
  }

  @Test
  void ticketsAreRandomAndFitIntoAnAddress() throws Exception {
    VirtualLoop.run(
        () -> {
          Set<String> tickets = new HashSet<>();
          for (int i = 0; i < 1000; i++) {
            tickets.add(withToken.ticket(LIFE));
          }
          assertThat(tickets).hasSize(1000).allMatch(ticket -> ticket.matches("[A-Za-z0-9_-]{32}"));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "%00", "0123456789abcdef-token"})
  void whatIsNoTicketDoesNotLetIn(String ticket) throws Exception {
    VirtualLoop.run(
        () -> {
          withToken.ticket(LIFE);
          assertThat(useTicket(ticket)).isEqualTo("401");
        });
  }

  /// Otherwise a foreign page could use up tickets, and a wrong token would not be noticed.
  @Test
  void aTicketIsUsedUpOnlyByARequestThatNeedsIt() throws Exception {
    VirtualLoop.run(
        () -> {
          String ticket = withToken.ticket(LIFE);
          assertThat(useTicket(ticket, "Origin: http://evil.example")).isEqualTo("403");
          assertThat(useTicket(ticket, BEARER)).isEqualTo("200");
          assertThat(useTicket(ticket, BEARER + "x")).isEqualTo("401");
          assertThat(useTicket(ticket)).isEqualTo("200");
        });
  }

  @Test
  void oneGuardDoesNotTakeTheTicketsOfAnother() throws Exception {
    VirtualLoop.run(
        () -> {
          String ticket = Guard.ofThisMachine().withToken(TOKEN).ticket(LIFE);
          assertThat(useTicket(ticket)).isEqualTo("401");
        });
  }

  @Test
  void aTicketNeedsATokenAndALife() {
    assertThatThrownBy(() -> local.ticket(LIFE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this guard asks for no token; give it one, or no ticket");
    for (Duration life : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofHours(2))) {
      assertThatThrownBy(() -> withToken.ticket(life))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("life must be more than 0, up to 1 hour, got " + life);
    }
  }

  // --- what another library has read

  @ParameterizedTest
  @CsvSource({
    "200, localhost:80, ",
    "200, 127.0.0.1:80, http://127.0.0.1:80",
    "400, , ",
    "421, evil.example, ",
    "403, localhost, http://evil.example"
  })
  void judgesAHeadThatAnotherLibraryHasRead(int status, String host, String origin) {
    List<String> origins = origin == null ? List.of() : List.of(origin);

    assertThat(withToken.refusal(host, origins).map(Response::status).orElse(200))
        .isEqualTo(status);
  }
}
