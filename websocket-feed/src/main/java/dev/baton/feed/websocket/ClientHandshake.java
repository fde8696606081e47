package dev.baton.feed.websocket;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.net.LimitExceededException;
import dev.baton.net.Stream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A client's side of the opening handshake (RFC 6455, 4.1). No extension is offered, and none is
/// accepted.
public final class ClientHandshake {
  /// Bytes of a server's answer.
  public static final int MAX_HEAD = 8 * 1024;

  private static final byte[] LINE_END = {'\r', '\n'};
  private static final int SWITCHING_PROTOCOLS = 101;

  private final Codec codec;
  private final List<String> protocols;
  private final Codec.Request request;

  private ClientHandshake(
      String host, String target, List<String> protocols, Map<String, String> headers) {
    this.codec = new Codec(Role.CLIENT, protocols);
    this.protocols = protocols;
    List<String> fields = new ArrayList<>(List.of("Host", host));
    headers.forEach((name, value) -> fields.addAll(List.of(name, value)));
    requireClean(target + String.join("", fields));
    this.request = codec.request(target, fields);
  }

  /// A line end would begin another field.
  private static void requireClean(String text) {
    if (!text.chars().allMatch(c -> c >= ' ' && c < 127)) {
      throw new IllegalArgumentException(
          "a handshake must be visible ASCII, got a character that is not");
    }
  }

  /// Asks a server to change to WebSocket, and waits until it has. Then the stream is for
  /// [WebSocket#run]; whatever goes wrong, it is for nothing, and the caller closes it.
  ///
  /// @param host with the port, unless that is the scheme's own
  /// @param target path and query, encoded
  /// @param protocols that are offered, the best first; may be empty
  /// @param headers more fields, such as `Authorization`
  /// @param limit for all of it
  /// @return the sub-protocol that the server has chosen; empty if it has chosen none
  /// @throws HandshakeRefusedException if it answers anything else, with the status
  /// @throws IOException if it does not answer in time, or the connection breaks
  @Suspends
  public static Optional<String> perform(
      Stream stream,
      String host,
      String target,
      List<String> protocols,
      Map<String, String> headers,
      Duration limit)
      throws IOException {
    ClientHandshake handshake = new ClientHandshake(host, target, protocols, headers);
    try {
      return Async.timeout(limit, () -> handshake.perform(stream));
    } catch (TimeoutException late) {
      throw new IOException(
          "no answer to the handshake came within " + limit.toMillis() / 1000.0 + " s", late);
    }
  }

  @Suspends
  private Optional<String> perform(Stream stream) throws IOException {
    stream.write(request.bytes());
    ResponseHead head = ResponseHead.parse(readHead(stream));
    if (head.status() != SWITCHING_PROTOCOLS) {
      throw new HandshakeRefusedException(
          head.status(),
          head.first("Retry-After"),
          "the server answers the handshake with status " + head.status());
    }
    check(head);
    if (!codec.accepts(request, head.text())) {
      throw bad("Sec-WebSocket-Accept is not the answer to the key");
    }
    return Optional.ofNullable(head.first("Sec-WebSocket-Protocol"));
  }

  /// The first line alone tells whether this is HTTP: another server may wait for more before it
  /// ends what it says.
  @Suspends
  private static String readHead(Stream stream) throws IOException {
    try {
      String first = stream.readLine(MAX_HEAD);
      if (first == null) {
        throw new EOFException("the server closed the connection without an answer");
      }
      if (!ResponseHead.isStatusLine(first)) {
        throw ResponseHead.notHttp();
      }
      return first + "\r\n" + readFields(stream, MAX_HEAD - first.length());
    } catch (LimitExceededException tooLong) {
      throw new HandshakeRefusedException(
          0, null, "the answer to the handshake has more than " + MAX_HEAD + " bytes");
    }
  }

  /// To the empty line, and with it.
  @Suspends
  private static String readFields(Stream stream, int most) throws IOException {
    StringBuilder fields = new StringBuilder();
    while (true) {
      byte[] line = stream.readUntil(LINE_END, Math.max(1, most - fields.length()));
      fields.append(new String(line, StandardCharsets.ISO_8859_1));
      if (line.length == LINE_END.length) {
        return fields.toString();
      }
    }
  }

  // --- what must be right in it

  private void check(ResponseHead head) throws HandshakeRefusedException {
    require(head.version().equals("1.1"), "its version of HTTP is not 1.1");
    require(
        head.all("Upgrade").size() == 1 && head.first("Upgrade").equalsIgnoreCase("websocket"),
        "Upgrade is not websocket");
    require(
        head.items("Connection").stream().anyMatch(item -> item.equalsIgnoreCase("upgrade")),
        "Connection does not say Upgrade");
    require(
        head.all("Sec-WebSocket-Accept").size() == 1, "Sec-WebSocket-Accept must be there once");
    require(
        head.all("Sec-WebSocket-Extensions").isEmpty(),
        "it uses an extension that was not offered");
    List<String> chosen = head.all("Sec-WebSocket-Protocol");
    require(
        chosen.isEmpty() || chosen.size() == 1 && protocols.contains(chosen.getFirst()),
        "it uses a sub-protocol that was not offered");
  }

  private static void require(boolean good, String problem) throws HandshakeRefusedException {
    if (!good) {
      throw bad(problem);
    }
  }

  private static HandshakeRefusedException bad(String problem) {
    return new HandshakeRefusedException(
        SWITCHING_PROTOCOLS, null, "the server answers the handshake wrongly: " + problem);
  }
}
