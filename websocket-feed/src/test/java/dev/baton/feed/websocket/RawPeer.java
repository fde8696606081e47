package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.net.Stream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/// The other end of a connection under test, byte for byte: sends what it is told to, and says what
/// it expects.
final class RawPeer {
  /// A frame as it came.
  ///
  /// @param first FIN, reserved bits and opcode
  record Raw(int first, byte[] payload) {
    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    int code() {
      return (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    }
  }

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Stream stream;
  private final Role role;

  /// @param role what this end plays
  RawPeer(Stream stream, Role role) {
    this.stream = stream;
    this.role = role;
  }

  Stream stream() {
    return stream;
  }

  Role role() {
    return role;
  }

  // --- sending

  @Suspends
  void send(byte[]... parts) throws IOException {
    stream.write(Wire.join(parts));
  }

  /// In pieces of this size, each of which comes alone.
  @Suspends
  void sendChopped(int size, byte[]... parts) throws IOException {
    byte[] all = Wire.join(parts);
    for (int from = 0; from < all.length; from += size) {
      stream.write(Arrays.copyOfRange(all, from, Math.min(all.length, from + size)));
      stream.flush();
      Async.yieldNow();
      Async.yieldNow();
    }
  }

  @Suspends
  void sendText(String text) throws IOException {
    send(Wire.text(role, text));
  }

  @Suspends
  void sendFrame(int first, byte[] payload) throws IOException {
    send(Wire.frame(role, first, payload));
  }

  @Suspends
  void sendFrame(int first, String payload) throws IOException {
    sendFrame(first, Wire.utf8(payload));
  }

  @Suspends
  void sendClose(int code, String reason) throws IOException {
    send(Wire.close(role, code, reason));
  }

  // --- expecting

  /// The next frame.
  @Suspends
  Raw next() throws IOException {
    return Async.timeout(LIMIT, this::readFrame);
  }

  /// The next frame; null if the connection ends before.
  @Suspends
  Raw nextOrNull() throws IOException {
    try {
      return next();
    } catch (EOFException ended) {
      return null;
    }
  }

  @Suspends
  private Raw readFrame() throws IOException {
    byte[] head = stream.readExactly(2);
    boolean masked = (head[1] & 0x80) != 0;
    assertThat(masked).as("the frame is masked").isEqualTo(role == Role.SERVER);
    int code = head[1] & 0x7f;
    int length = code < 126 ? code : (int) number(stream.readExactly(code == 126 ? 2 : 8));
    byte[] mask = masked ? stream.readExactly(4) : new byte[4];
    byte[] payload = stream.readExactly(length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i & 3];
    }
    return new Raw(head[0] & 0xff, payload);
  }

  private static long number(byte[] bytes) {
    long number = 0;
    for (byte b : bytes) {
      number = number << 8 | b & 0xff;
    }
    return number;
  }

  @Suspends
  void expectText(String text) throws IOException {
    Raw frame = next();
    assertThat(frame.first()).isEqualTo(Wire.FIN | 1);
    assertThat(frame.text()).isEqualTo(text);
  }

  @Suspends
  void expectBinary(byte[] bytes) throws IOException {
    Raw frame = next();
    assertThat(frame.first()).isEqualTo(Wire.FIN | 2);
    assertThat(frame.payload()).isEqualTo(bytes);
  }

  @Suspends
  void expectPong(String payload) throws IOException {
    Raw frame = next();
    assertThat(frame.first()).isEqualTo(Wire.FIN | 10);
    assertThat(frame.text()).isEqualTo(payload);
  }

  /// A close frame with this code.
  @Suspends
  void expectClose(int code) throws IOException {
    requireClose(next(), code);
  }

  private static void requireClose(Raw frame, int code) {
    assertThat(frame.first()).as("a close frame").isEqualTo(Wire.FIN | 8);
    assertThat(frame.payload()).as("has a code").hasSizeGreaterThan(1);
    assertThat(frame.code()).isEqualTo(code);
  }

  private static void requireEmptyClose(Raw frame) {
    assertThat(frame.first()).isEqualTo(Wire.FIN | 8);
    assertThat(frame.payload()).isEmpty();
  }

  /// An end in order: no reset, and nothing before it.
  @Suspends
  void expectEnd() throws IOException {
    assertThat(Async.timeout(LIMIT, () -> stream.read(1_000))).as("the end").isEmpty();
  }

  /// The answer to a close frame that was sent, and the end, which comes from the server.
  @Suspends
  void expectClosing(int code) throws IOException {
    requireClosing(next(), code);
  }

  /// The same for a close frame that was read.
  @Suspends
  void requireClosing(Raw frame, int code) throws IOException {
    if (code == CloseCodes.NONE) {
      requireEmptyClose(frame);
    } else {
      requireClose(frame, code);
    }
    if (role == Role.SERVER) {
      stream.shutdownOutput();
    }
    expectEnd();
  }

  /// The same for a close frame that was read.
  @Suspends
  void requireFailure(Raw frame, int code) throws IOException {
    requireClose(frame, code);
    expectEnd();
  }

  /// The connection was failed: a close frame with this code, and the end.
  @Suspends
  void expectFailure(int code) throws IOException {
    expectClose(code);
    expectEnd();
  }
}
