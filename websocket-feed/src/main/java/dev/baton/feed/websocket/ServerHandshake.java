package dev.baton.feed.websocket;

import dev.baton.net.Listener;
import dev.baton.net.http.Request;
import dev.baton.net.http.Response;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A server's side of the opening handshake (RFC 6455, 4.2), on a request whose HTTP is in order.
/// Who may come, from where and when is for the caller. No extension is accepted.
///
/// | request | answer |
/// |---|---|
/// | not GET | 405 with `Allow` |
/// | HTTP/1.0, no `Upgrade` to `websocket` | 426 with `Upgrade` |
/// | a `Sec-WebSocket-Version` other than 13 | 426 with the version |
/// | no `Connection: Upgrade`; not one key of 16 bytes in base64; a bad list of extensions or sub-protocols; none of the sub-protocols that are spoken here | 400 |
public final class ServerHandshake {
  private static final String VERSION = "13";
  private static final int KEY_BYTES = 16;
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern NAME = Pattern.compile(TOKEN);
  private static final Pattern PARAMETER =
      Pattern.compile("%1$s(\\s*=\\s*(%1$s|\"%1$s\"))?".formatted(TOKEN));

  private ServerHandshake() {}

  /// Loads what the first handshake needs, so that it does not take the loop's time: to be called
  /// off the loop.
  public static void prepare() {
    new Codec(Role.SERVER).accept("dGhlIHNhbXBsZSBub25jZQ==");
  }

  /// The answer: 101, after which `takeover` has the stream, or a refusal with a sentence.
  ///
  /// @param protocols that are spoken, if a client asks for some; a client that asks for none is
  ///   served too
  public static Response answer(
      Request request, List<String> protocols, Listener.Handler takeover) {
    Optional<Response> refusal = refusal(request);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    List<String> asked = items(request, "Sec-WebSocket-Protocol");
    Optional<String> chosen = asked.stream().filter(protocols::contains).findFirst();
    if (!asked.isEmpty() && chosen.isEmpty()) {
      return bad("none of the sub-protocols is spoken here");
    }
    Response response =
        Response.upgrade("websocket", takeover).header("Sec-WebSocket-Accept", accept(request));
    chosen.ifPresent(protocol -> response.header("Sec-WebSocket-Protocol", protocol));
    return response;
  }

  private static String accept(Request request) {
    return new Codec(Role.SERVER).accept(request.header("Sec-WebSocket-Key"));
  }

  private static Optional<Response> refusal(Request request) {
    if (!request.method().equals("GET")) {
      return Optional.of(
          Response.text(405, "a WebSocket begins with GET\n").header("Allow", "GET"));
    }
    if (!request.isHttp11() || !request.headerLists("Upgrade", "websocket")) {
      return Optional.of(
          Response.upgradeRequired("websocket", "this is for WebSocket over HTTP/1.1\n"));
    }
    if (!request.headerLists("Connection", "upgrade")) {
      return Optional.of(bad("Connection must say Upgrade"));
    }
    if (!request.headers("Sec-WebSocket-Version").equals(List.of(VERSION))) {
      return Optional.of(
          Response.upgradeRequired("websocket", "the version of WebSocket here is 13\n")
              .header("Sec-WebSocket-Version", VERSION));
    }
    return badFields(request);
  }

  private static Optional<Response> badFields(Request request) {
    List<String> keys = request.headers("Sec-WebSocket-Key");
    if (keys.size() != 1 || !isKey(keys.getFirst())) {
      return Optional.of(bad("Sec-WebSocket-Key must be there once, and be 16 bytes in base64"));
    }
    List<String> protocols = items(request, "Sec-WebSocket-Protocol");
    if (!protocols.stream().allMatch(NAME.asMatchPredicate())
        || new HashSet<>(protocols).size() < protocols.size()) {
      return Optional.of(bad("Sec-WebSocket-Protocol must name sub-protocols, each once"));
    }
    if (!items(request, "Sec-WebSocket-Extensions").stream()
        .allMatch(ServerHandshake::isExtension)) {
      return Optional.of(bad("Sec-WebSocket-Extensions is no list of extensions"));
    }
    return Optional.empty();
  }

  /// One pattern for all parameters would need more of the stack with each of them.
  private static boolean isExtension(String text) {
    String[] parts = text.split(";", -1);
    return NAME.matcher(parts[0].strip()).matches()
        && Arrays.stream(parts, 1, parts.length)
            .map(String::strip)
            .allMatch(PARAMETER.asMatchPredicate());
  }

  private static boolean isKey(String text) {
    return KEY.matcher(text).matches() && Base64.getDecoder().decode(text).length == KEY_BYTES;
  }

  /// Of all fields of this name.
  private static List<String> items(Request request, String name) {
    return request.headers(name).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  private static Response bad(String sentence) {
    return Response.text(400, sentence + "\n");
  }
}
