package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Suspends;
import dev.baton.net.Stream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Chapter 20, of our own: requests that begin a WebSocket, and those that must not.
record HandshakeCases(String id, String name, String request, int status, String[] fields) {
  private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  private static final String VERSION = "Sec-WebSocket-Version: 13\r\n";
  private static final String CONNECTION = "Connection: Upgrade\r\n";
  private static final String UPGRADE = "Upgrade: websocket\r\n";
  private static final String HOST = "Host: localhost\r\n";
  private static final String LINE = "GET /echo HTTP/1.1\r\n";

  static List<HandshakeCases> all() {
    List<HandshakeCases> cases = new ArrayList<>();
    good(cases);
    lines(cases);
    upgrades(cases);
    keys(cases);
    protocols(cases);
    heads(cases);
    return cases;
  }

  private static void add(
      List<HandshakeCases> cases, String name, String request, int status, String... fields) {
    cases.add(new HandshakeCases("20." + (cases.size() + 1), name, request, status, fields));
  }

  /// A good request in which this part is another.
  private static String with(String part, String other) {
    return EchoServer.UPGRADE.replace(part, other);
  }

  /// A good request with more fields.
  private static String and(String fields) {
    return with(HOST, HOST + fields);
  }

  private static void good(List<HandshakeCases> cases) {
    add(
        cases,
        "the plain request",
        EchoServer.UPGRADE,
        101,
        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    add(
        cases,
        "names in lower case",
        EchoServer.UPGRADE.replace("Sec-WebSocket", "sec-websocket"),
        101);
    add(cases, "names in upper case", EchoServer.UPGRADE.replace("Upgrade:", "UPGRADE:"), 101);
    add(cases, "Upgrade: WebSocket", with(UPGRADE, "Upgrade: WebSocket\r\n"), 101);
    add(cases, "Upgrade with several protocols", with(UPGRADE, "Upgrade: h2c, websocket\r\n"), 101);
    add(
        cases,
        "Connection: keep-alive, Upgrade (Firefox)",
        with(CONNECTION, "Connection: keep-alive, Upgrade\r\n"),
        101);
    add(
        cases,
        "Connection in two fields",
        with(CONNECTION, "Connection: keep-alive\r\nConnection: upgrade\r\n"),
        101);
    add(cases, "spaces around a value", with(VERSION, "Sec-WebSocket-Version: \t13 \t\r\n"), 101);
    add(cases, "no space before a value", with(VERSION, "Sec-WebSocket-Version:13\r\n"), 101);
    add(cases, "a query", with("/echo", "/echo?a=b&c=%20"), 101);
    add(cases, "the absolute form of the target", with("/echo", "http://localhost/echo"), 101);
    add(
        cases,
        "an extension, which is not accepted",
        and("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"),
        101,
        "!Sec-WebSocket-Extensions");
    add(
        cases,
        "extensions in two fields",
        and("Sec-WebSocket-Extensions: a; b=\"c\"\r\nSec-WebSocket-Extensions: x-y, z;q=1\r\n"),
        101,
        "!Sec-WebSocket-Extensions");
    add(
        cases,
        "an extension with 7,000 parameters",
        and("Sec-WebSocket-Extensions: a" + ";a".repeat(7_000) + "\r\n"),
        101,
        "!Sec-WebSocket-Extensions");
    add(
        cases,
        "spaces within an extension",
        and("Sec-WebSocket-Extensions: a \t;  b\t= \"c\" ; d =e\r\n"),
        101,
        "!Sec-WebSocket-Extensions");
    add(cases, "no sub-protocol", EchoServer.UPGRADE, 101, "!Sec-WebSocket-Protocol");
    add(
        cases,
        "other fields",
        and("Cookie: a=b\r\nX-Forwarded-For: 127.0.0.1\r\nPragma: no-cache\r\n"),
        101);
    add(cases, "Content-Length: 0", and("Content-Length: 0\r\n"), 101);
  }

  private static void lines(List<HandshakeCases> cases) {
    add(cases, "POST", with("GET", "POST"), 405, "Allow: GET");
    add(cases, "PUT", with("GET", "PUT"), 405, "Allow: GET");
    add(cases, "HEAD", with("GET", "HEAD"), 405, "Allow: GET");
    add(cases, "OPTIONS", with("GET", "OPTIONS"), 405, "Allow: GET");
    add(cases, "get in lower case", with("GET", "get"), 405, "Allow: GET");
    add(cases, "HTTP/1.0", with("HTTP/1.1", "HTTP/1.0"), 426, "Upgrade: websocket");
    add(cases, "HTTP/2.0 in a request line", with("HTTP/1.1", "HTTP/2.0"), 505);
    add(cases, "HTTP/0.9", with("HTTP/1.1", "HTTP/0.9"), 505);
    add(cases, "no version", with(" HTTP/1.1", ""), 400);
    add(cases, "another path", with("/echo", "/other"), 404);
    add(cases, "a path of 9,000 bytes", with("/echo", "/" + "x".repeat(9_000)), 414);
    add(cases, "two spaces", with("GET /echo", "GET  /echo"), 400);
    add(
        cases,
        "TLS on a plain port",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
        400);
    add(cases, "SSH", "SSH-2.0-OpenSSH_9.2p1\r\n", 400);
  }

  private static void upgrades(List<HandshakeCases> cases) {
    add(cases, "no Upgrade", with(UPGRADE, ""), 426, "Upgrade: websocket", "Connection: Upgrade");
    add(cases, "Upgrade: h2c", with(UPGRADE, "Upgrade: h2c\r\n"), 426, "Upgrade: websocket");
    add(cases, "Upgrade: websockets", with(UPGRADE, "Upgrade: websockets\r\n"), 426);
    add(cases, "Upgrade: websocket/13", with(UPGRADE, "Upgrade: websocket/13\r\n"), 426);
    add(cases, "an empty Upgrade", with(UPGRADE, "Upgrade: \r\n"), 426);
    add(cases, "no Connection", with(CONNECTION, ""), 400);
    add(cases, "Connection: close", with(CONNECTION, "Connection: close\r\n"), 400);
    add(cases, "Connection: keep-alive", with(CONNECTION, "Connection: keep-alive\r\n"), 400);
    add(cases, "Connection: upgraded", with(CONNECTION, "Connection: upgraded\r\n"), 400);
    add(cases, "Connection: no-upgrade", with(CONNECTION, "Connection: no-upgrade\r\n"), 400);
    add(cases, "neither Upgrade nor Connection", with(UPGRADE + CONNECTION, ""), 426);
    add(
        cases,
        "no version",
        with(VERSION, ""),
        426,
        "Sec-WebSocket-Version: 13",
        "Upgrade: websocket");
    for (String version :
        new String[] {
          "0", "7", "8", "12", "14", "25", "130", "1 3", "-13", "013", "13.0", "thirteen", ""
        }) {
      add(
          cases,
          "version \"" + version + "\"",
          with(VERSION, "Sec-WebSocket-Version: " + version + "\r\n"),
          426,
          "Sec-WebSocket-Version: 13");
    }
    add(
        cases,
        "two versions",
        and("Sec-WebSocket-Version: 8\r\n"),
        426,
        "Sec-WebSocket-Version: 13");
    add(
        cases,
        "two versions in one field",
        with(VERSION, "Sec-WebSocket-Version: 13, 8\r\n"),
        426,
        "Sec-WebSocket-Version: 13");
  }

  private static void keys(List<HandshakeCases> cases) {
    add(cases, "no key", with(KEY, ""), 400);
    for (String key :
        new String[] {
          "",
          "x",
          "dGhlIHNhbXBsZSBub25jZQ",
          "dGhlIHNhbXBsZSBub25jZQ=",
          "dGhlIHNhbXBsZSBub25j",
          "dGhlIHNhbXBsZSBub25jZWE=",
          "dGhlIHNhbXBsZSBub25jZWFi",
          "dGhlIHNhbXBsZSBub25j_Q==",
          "dGhlIHNhbXBsZSBu b25jZQ==",
          "=GhlIHNhbXBsZSBub25jZQ==",
          "????????????????????????",
          "dGhlIHNhbXBsZSBub25jZQ==, dGhlIHNhbXBsZSBub25jZQ=="
        }) {
      add(cases, "key \"" + key + "\"", with(KEY, "Sec-WebSocket-Key: " + key + "\r\n"), 400);
    }
    add(cases, "two keys", and(KEY), 400);
  }

  private static void protocols(List<HandshakeCases> cases) {
    String name = "Sec-WebSocket-Protocol: ";
    add(
        cases,
        "our sub-protocol",
        and(name + "echo.v1\r\n"),
        101,
        "Sec-WebSocket-Protocol: echo.v1");
    add(
        cases,
        "ours among others",
        and(name + "echo.v2, echo.v1, chat\r\n"),
        101,
        "Sec-WebSocket-Protocol: echo.v1");
    add(
        cases,
        "ours in a second field",
        and(name + "chat\r\n" + name + "echo.v1\r\n"),
        101,
        "Sec-WebSocket-Protocol: echo.v1");
    add(cases, "only others", and(name + "chat, superchat\r\n"), 400);
    add(cases, "ours in upper case", and(name + "ECHO.V1\r\n"), 400);
    add(cases, "an empty list", and(name + "\r\n"), 400);
    add(cases, "an empty item", and(name + "echo.v1,,chat\r\n"), 400);
    add(cases, "one twice", and(name + "echo.v1, echo.v1\r\n"), 400);
    add(cases, "no token", and(name + "echo.v1, a b\r\n"), 400);
    add(cases, "an empty list of extensions", and("Sec-WebSocket-Extensions: \r\n"), 400);
    add(cases, "an extension that is no token", and("Sec-WebSocket-Extensions: a(b)\r\n"), 400);
    add(cases, "an extension without its parameter", and("Sec-WebSocket-Extensions: a;\r\n"), 400);
    add(cases, "parameters without an extension", and("Sec-WebSocket-Extensions: ;a\r\n"), 400);
    add(cases, "a value for an extension", and("Sec-WebSocket-Extensions: a=b\r\n"), 400);
    add(cases, "a parameter without its value", and("Sec-WebSocket-Extensions: a; b=\r\n"), 400);
    add(
        cases,
        "a quoted value that is no token",
        and("Sec-WebSocket-Extensions: a; b=\"c d\"\r\n"),
        400);
  }

  private static void heads(List<HandshakeCases> cases) {
    add(cases, "no Host", with(HOST, ""), 400);
    add(cases, "two Hosts", and(HOST), 400);
    add(cases, "an empty Host", with(HOST, "Host: \r\n"), 400);
    add(cases, "a space before a colon", and("X-Space : 1\r\n"), 400);
    add(cases, "a field without a colon", and("nonsense\r\n"), 400);
    add(cases, "a folded field", and("X-Fold: a\r\n b\r\n"), 400);
    add(cases, "NUL in a value", and("X-Nul: a\u0000b\r\n"), 400);
    add(cases, "a bare line feed", with(HOST, "Host: localhost\n"), 400);
    add(cases, "101 fields", and("X-Many: 1\r\n".repeat(101)), 431);
    add(cases, "a field of 40,000 bytes", and("X-Large: " + "x".repeat(40_000) + "\r\n"), 431);
    add(cases, "a body", with("\r\n\r\n", "\r\nContent-Length: 5\r\n\r\nhello"), 400);
    add(
        cases,
        "a chunked body",
        with("\r\n\r\n", "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        400);
    add(
        cases,
        "a frame before the answer",
        EchoServer.UPGRADE + "\u0081\u0080\u0000\u0000\u0000\u0000",
        400);
  }

  @Suspends
  void play(EchoServer server) throws IOException {
    try (Stream stream = server.connect()) {
      String head = EchoServer.ask(stream, request);
      assertThat(head).startsWith("HTTP/1.1 " + status + " ");
      for (String field : fields) {
        if (field.startsWith("!")) {
          assertThat(head).doesNotContainIgnoringCase("\r\n" + field.substring(1) + ":");
        } else {
          assertThat(head).contains("\r\n" + field + "\r\n");
        }
      }
      if (status == 101) {
        RawPeer peer = new RawPeer(stream, Role.CLIENT);
        peer.sendText("after the handshake");
        peer.expectText("after the handshake");
        peer.sendClose(CloseCodes.NORMAL, "");
        peer.expectClosing(CloseCodes.NORMAL);
      }
    }
  }

  @Override
  public String toString() {
    return id + " MUST answer " + status + ": " + name;
  }
}
