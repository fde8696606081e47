package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Suspends;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Chapter 21, of our own: what a server may answer to a client's handshake.
///
/// @param status the one that the client reports; -1 if it is content, -2 if the connection ends
record AnswerCases(
    String id, String name, Function<EchoClient, String> answer, int status, String retryAfter) {
  private static final int CONTENT = -1;
  private static final int LOST = -2;

  private static final String LINE = "HTTP/1.1 101 Switching Protocols\r\n";
  private static final String UPGRADE = "Upgrade: websocket\r\n";
  private static final String CONNECTION = "Connection: Upgrade\r\n";

  static List<AnswerCases> all() {
    List<AnswerCases> cases = new ArrayList<>();
    good(cases);
    statuses(cases);
    wrong(cases);
    heads(cases);
    return cases;
  }

  private static void add(
      List<AnswerCases> cases, String name, int status, Function<EchoClient, String> answer) {
    cases.add(new AnswerCases("21." + (cases.size() + 1), name, answer, status, null));
  }

  /// A good answer in which this part is another.
  private static Function<EchoClient, String> with(String part, String other) {
    return client -> client.good().replace(part, other);
  }

  private static Function<EchoClient, String> and(String fields) {
    return client -> client.good(fields);
  }

  private static void good(List<AnswerCases> cases) {
    add(cases, "the plain answer", CONTENT, EchoClient::good);
    add(
        cases,
        "names in lower case",
        CONTENT,
        client ->
            client
                .good()
                .replace("Sec-WebSocket", "sec-websocket")
                .replace("Upgrade:", "upgrade:"));
    add(cases, "Upgrade: WebSocket", CONTENT, with(UPGRADE, "Upgrade: WebSocket\r\n"));
    add(
        cases,
        "Connection: keep-alive, UPGRADE",
        CONTENT,
        with(CONNECTION, "Connection: keep-alive, UPGRADE\r\n"));
    add(
        cases,
        "Connection in two fields",
        CONTENT,
        with(CONNECTION, "Connection: keep-alive\r\nConnection: Upgrade\r\n"));
    add(
        cases,
        "another reason phrase",
        CONTENT,
        with("Switching Protocols", "Web Socket Protocol Handshake"));
    add(cases, "an empty reason phrase", CONTENT, with("Switching Protocols", ""));
    add(cases, "the first sub-protocol", CONTENT, and("Sec-WebSocket-Protocol: echo.v1\r\n"));
    add(cases, "the second sub-protocol", CONTENT, and("Sec-WebSocket-Protocol: echo.v0\r\n"));
    add(
        cases,
        "other fields",
        CONTENT,
        and("Date: Sun, 29 Nov 2026 12:00:00 GMT\r\nServer: test\r\nSet-Cookie: a=b\r\n"));
    add(cases, "spaces around values", CONTENT, with("websocket\r\n", " \twebsocket \t\r\n"));
    add(cases, "a head of nearly 8 KiB", CONTENT, and("X: " + "x".repeat(7_900) + "\r\n"));
  }

  private static void statuses(List<AnswerCases> cases) {
    for (int status :
        new int[] {
          100, 102, 200, 204, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 407, 426, 429,
          431, 500, 502, 503, 504, 505
        }) {
      add(cases, "status " + status, status, with("101 Switching Protocols", status + " Other"));
    }
    cases.add(
        new AnswerCases(
            "21." + (cases.size() + 1),
            "status 503 that says when to come back",
            _ -> "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n",
            503,
            "7"));
    add(
        cases,
        "status 302 with a place to go",
        302,
        _ -> "HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:1/\r\n\r\n");
    add(cases, "status 404 over HTTP/1.0", 404, _ -> "HTTP/1.0 404 Not Found\r\n\r\nnothing here");
    add(
        cases,
        "status 500 with a reason beyond Latin-1",
        500,
        _ -> "HTTP/1.1 500 \u00e2\u0082\u00ac\r\n\r\n");
  }

  private static void wrong(List<AnswerCases> cases) {
    add(cases, "HTTP/1.0", 101, with("HTTP/1.1", "HTTP/1.0"));
    add(cases, "HTTP/2.0", 101, with("HTTP/1.1", "HTTP/2.0"));
    add(cases, "no Upgrade", 101, with(UPGRADE, ""));
    add(cases, "Upgrade: h2c", 101, with(UPGRADE, "Upgrade: h2c\r\n"));
    add(cases, "Upgrade: websocket, h2c", 101, with(UPGRADE, "Upgrade: websocket, h2c\r\n"));
    add(cases, "two Upgrades", 101, with(UPGRADE, UPGRADE + UPGRADE));
    add(cases, "no Connection", 101, with(CONNECTION, ""));
    add(cases, "Connection: close", 101, with(CONNECTION, "Connection: close\r\n"));
    add(
        cases,
        "no Sec-WebSocket-Accept",
        101,
        client -> client.good().replaceAll("Sec-WebSocket-Accept: .*\r\n", ""));
    add(
        cases,
        "an empty Sec-WebSocket-Accept",
        101,
        client -> client.good().replace(client.accept(), ""));
    add(
        cases,
        "the answer to another key",
        101,
        client -> client.good().replace(client.accept(), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
    add(
        cases,
        "the key itself",
        101,
        client ->
            client
                .good()
                .replace(
                    client.accept(),
                    client.request().replaceAll("(?s).*Sec-WebSocket-Key: (\\S+).*", "$1")));
    add(
        cases,
        "an answer in lower case",
        101,
        client ->
            client
                .good()
                .replace(
                    client.accept(), client.accept().toLowerCase(java.util.Locale.ROOT) + "x"));
    add(
        cases,
        "two Sec-WebSocket-Accepts",
        101,
        client -> client.good("Sec-WebSocket-Accept: " + client.accept() + "\r\n"));
    add(
        cases,
        "an extension that was not offered",
        101,
        and("Sec-WebSocket-Extensions: permessage-deflate\r\n"));
    add(cases, "an empty list of extensions", 101, and("Sec-WebSocket-Extensions: \r\n"));
    add(
        cases,
        "a sub-protocol that was not offered",
        101,
        and("Sec-WebSocket-Protocol: other\r\n"));
    add(
        cases,
        "an offered sub-protocol in upper case",
        101,
        and("Sec-WebSocket-Protocol: ECHO.V1\r\n"));
    add(cases, "two sub-protocols", 101, and("Sec-WebSocket-Protocol: echo.v1, echo.v0\r\n"));
    add(
        cases,
        "two fields of sub-protocols",
        101,
        and("Sec-WebSocket-Protocol: echo.v1\r\nSec-WebSocket-Protocol: echo.v1\r\n"));
    add(cases, "an empty sub-protocol", 101, and("Sec-WebSocket-Protocol: \r\n"));
  }

  private static void heads(List<AnswerCases> cases) {
    add(cases, "a line that is no field", 101, and("nonsense\r\n"));
    add(cases, "a space before a colon", 101, and("X : y\r\n"));
    add(cases, "a folded field", 101, and("X: y\r\n z\r\n"));
    add(cases, "NUL in a value", 101, and("X: a\u0000b\r\n"));
    add(cases, "a bare line feed in a value", 101, and("X: a\nb\r\n"));
    add(cases, "a name that is no token", 101, and("X(y): z\r\n"));
    add(cases, "no HTTP", 0, _ -> "SSH-2.0-OpenSSH_9.2p1 Debian\r\n");
    add(cases, "SMTP", 0, _ -> "220 localhost ESMTP\r\n");
    add(cases, "HTTP/1.1 without status", 0, _ -> "HTTP/1.1 \r\n\r\n");
    add(cases, "a status of two digits", 0, _ -> "HTTP/1.1 20 OK\r\n\r\n");
    add(cases, "a status of letters", 0, _ -> "HTTP/1.1 abc OK\r\n\r\n");
    add(cases, "an endless field", 0, _ -> LINE + "X: " + "x".repeat(100_000));
    add(cases, "endless fields", 0, _ -> LINE + "X: y\r\n".repeat(20_000));
    add(cases, "an endless first line", 0, _ -> "x".repeat(100_000));
    add(cases, "a head of more than 8 KiB", 0, and("X: " + "x".repeat(8_100) + "\r\n"));
    add(cases, "an end instead of an answer", LOST, _ -> "");
    add(cases, "an end within the head", LOST, _ -> LINE + UPGRADE);
  }

  @Suspends
  void play(EchoClient client) throws IOException {
    assertThat(client.request())
        .startsWith("GET /echo?a=b HTTP/1.1\r\n")
        .contains("\r\nUpgrade: websocket\r\n", "\r\nConnection: Upgrade\r\n", "\r\nX-Test: 1\r\n")
        .contains("\r\nSec-WebSocket-Version: 13\r\n", "\r\nHost: 127.0.0.1:")
        .contains("\r\nSec-WebSocket-Protocol: echo.v1, echo.v0\r\n")
        .containsPattern("\r\nSec-WebSocket-Key: [A-Za-z0-9+/]{22}==\r\n")
        .doesNotContain("Sec-WebSocket-Extensions");
    client.answer(answer.apply(client));
    if (status == CONTENT) {
      RawPeer peer = new RawPeer(client.server(), Role.SERVER);
      peer.sendText("after the handshake");
      peer.expectText("after the handshake");
      peer.sendClose(CloseCodes.NORMAL, "");
      peer.expectClosing(CloseCodes.NORMAL);
    } else if (status == LOST) {
      client.server().shutdownOutput();
      assertThat(client.awaitEnd())
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(HandshakeRefusedException.class);
    } else {
      assertThat(client.awaitEnd())
          .isInstanceOfSatisfying(
              HandshakeRefusedException.class,
              refused -> {
                assertThat(refused.status()).isEqualTo(status);
                assertThat(refused.retryAfter().orElse(null)).isEqualTo(retryAfter);
              });
    }
  }

  @Override
  public String toString() {
    String what = status == CONTENT ? "accept " : status == LOST ? "say that it lost " : "refuse ";
    return id + " MUST " + what + name;
  }
}
