package dev.baton.net.http;

import dev.baton.net.Listener;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/// What a client gets.
///
/// ```java
/// return Response.text("hello\n").header("Cache-Control", "no-store");
/// ```
///
/// The server adds `Date`, `Content-Length` or `Transfer-Encoding`, and `Connection`. A response
/// may be sent any number of times if its body is bytes; [#header] changes it.
public final class Response {
  /// These follow from the body, or from what becomes of the connection.
  private static final Set<String> OURS =
      Set.of(
          "connection",
          "content-length",
          "content-type",
          "date",
          "keep-alive",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final char LAST_OF_LATIN_1 = 255;
  static final long UNKNOWN = -1;
  private static final byte[] NOTHING = {};

  private final int status;
  private final byte[] bytes;
  private final long length;
  private final BodyWriter writer;
  private final Listener.Handler takeover;

  /// Header lines as they are sent.
  private byte[] fields = new byte[64];

  private int fieldsLength;
  private boolean closing;

  /// Null if there is nothing to do when it is over.
  private Runnable afterwards;

  private Response(
      int status, byte[] bytes, long length, BodyWriter writer, Listener.Handler takeover) {
    this.status = status;
    this.bytes = bytes;
    this.length = length;
    this.writer = writer;
    this.takeover = takeover;
  }

  // --- making one

  /// A status and no body.
  ///
  /// @param status between 200 and 599
  public static Response of(int status) {
    return new Response(requireFinal(status), NOTHING, 0, null, null);
  }

  /// A text.
  public static Response text(String text) {
    return text(200, text);
  }

  /// A text with this status.
  public static Response text(int status, String text) {
    return bytes(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /// A page.
  public static Response html(String page) {
    return bytes(200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
  }

  /// A JSON text.
  public static Response json(String json) {
    return bytes(200, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  /// Bytes of this type; they must not change until they were sent.
  public static Response bytes(int status, String contentType, byte[] bytes) {
    return new Response(requireFinal(status), bytes, bytes.length, null, null)
        .field("Content-Type", contentType);
  }

  /// A body that is sent piece by piece and ends when the writer returns.
  public static Response streamed(String contentType, BodyWriter writer) {
    return streamed(200, contentType, UNKNOWN, writer);
  }

  /// The same with this status, for a body of which the length is known.
  public static Response streamed(int status, String contentType, long length, BodyWriter writer) {
    Objects.requireNonNull(writer, "writer");
    if (length < UNKNOWN) {
      throw new IllegalArgumentException("length must be at least 0, or -1, got " + length);
    }
    return new Response(requireFinal(status), null, length, writer, null)
        .field("Content-Type", contentType);
  }

  /// Sends the client elsewhere.
  ///
  /// @param status between 300 and 399: 303 after a form, 308 for good
  /// @param location encoded
  public static Response redirect(int status, String location) {
    if (status < 300 || status > 399) {
      throw new IllegalArgumentException(
          "status of a redirect must be between 300 and 399, got " + status);
    }
    return of(status).header("Location", location);
  }

  /// Ends HTTP on this connection: after status 101 the stream belongs to `takeover`, and is closed
  /// after it. For requests that have asked for it, see [Request#wantsUpgradeTo]; a client that has
  /// sent anything before the 101 gets 400 instead.
  public static Response upgrade(String protocol, Listener.Handler takeover) {
    Objects.requireNonNull(takeover, "takeover");
    return new Response(101, NOTHING, 0, null, takeover)
        .field("Connection", "Upgrade")
        .field("Upgrade", protocol);
  }

  /// 426: the client can have what it wants if it goes on with this protocol.
  ///
  /// @param text for the client
  public static Response upgradeRequired(String protocol, String text) {
    return text(426, text).field("Connection", "Upgrade").field("Upgrade", protocol);
  }

  private static int requireFinal(int status) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status must be between 200 and 599, got " + status);
    }
    return status;
  }

  /// Adds a header field.
  ///
  /// @param value in Latin-1, without control characters
  /// @throws IllegalArgumentException if the name or value holds what must not stand there (a line
  ///   end would begin another field), or the server sets this field itself
  public Response header(String name, String value) {
    Objects.requireNonNull(name, "name of a header");
    if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "header " + name + " is set by the server, or by the method that makes the response");
    }
    return field(name, value);
  }

  /// Ends the connection after this response.
  public Response closing() {
    closing = true;
    return this;
  }

  /// Runs this when the response is over: when it was sent, was cut short, or could not be sent at
  /// all. For what its body is read from, and must be closed: the writer of a streamed body is not
  /// called for a HEAD request, nor when the connection breaks before. Runs on the loop, must not
  /// wait, and comes after what was given here before.
  public Response afterwards(Runnable action) {
    Objects.requireNonNull(action, "action");
    Runnable before = afterwards;
    afterwards = before == null ? action : () -> bothOf(before, action);
    return this;
  }

  private static void bothOf(Runnable one, Runnable other) {
    try {
      one.run();
    } finally {
      other.run();
    }
  }

  private Response field(String name, String value) {
    Objects.requireNonNull(value, () -> "value of header " + name);
    if (name.isEmpty() || !Characters.all(Characters.TOKEN, name)) {
      throw new IllegalArgumentException(
          "header name must consist of letters, digits and signs, got " + quote(name));
    }
    if (!Characters.all(Characters.VALUE, value)) {
      boolean beyond = value.chars().anyMatch(c -> c > LAST_OF_LATIN_1);
      throw new IllegalArgumentException(
          "value of header "
              + name
              + (beyond ? " must be Latin-1, got " : " must have no control character, got ")
              + quote(value));
    }
    int end = fieldsLength + name.length() + value.length() + 4;
    if (end > fields.length) {
      fields = Arrays.copyOf(fields, Math.max(end, fields.length * 2));
    }
    add(name);
    add(": ");
    add(value);
    add("\r\n");
    return this;
  }

  private void add(String latin1) {
    for (int i = 0; i < latin1.length(); i++) {
      fields[fieldsLength++] = (byte) latin1.charAt(i);
    }
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .limit(100)
        .forEach(
            c -> {
              if (c < 32 || c == 127) {
                quoted.append(String.format("\\u%04x", c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }

  // --- for the connection

  /// The status.
  public int status() {
    return status;
  }

  byte[] fields() {
    return fields;
  }

  int fieldsLength() {
    return fieldsLength;
  }

  boolean isClosing() {
    return closing;
  }

  /// The body, or null if it is written piece by piece.
  byte[] bytes() {
    return bytes;
  }

  /// The body's length, or [#UNKNOWN].
  long length() {
    return length;
  }

  void over() {
    if (afterwards != null) {
      afterwards.run();
    }
  }

  BodyWriter writer() {
    return writer;
  }

  /// Null unless the protocol changes.
  Listener.Handler takeover() {
    return takeover;
  }

  @Override
  public String toString() {
    return "Response [" + status + " " + Status.reason(status) + "]";
  }
}
