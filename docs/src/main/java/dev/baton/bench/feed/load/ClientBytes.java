package dev.baton.bench.feed.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What a subscriber sends.
///
/// A client masks its frames. The mask here is 0, which leaves the bytes as they are: servers undo
/// it as any other.
final class ClientBytes {
  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final int MASK_LENGTH = 4;

  private ClientBytes() {}

  /// Asks for a WebSocket.
  static ByteBuffer upgrade(int port) {
    return ascii(
        """
        GET / HTTP/1.1
        Host: 127.0.0.1:%d
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Sec-WebSocket-Version: 13

        """
            .formatted(port)
            .replace("\n", "\r\n"));
  }

  /// Subscribes, as `docs/feed-protocol.md` has it.
  static ByteBuffer subscription(String channel) {
    return frame(FrameParser.TEXT, ascii("{\"op\":\"sub\",\"id\":1,\"ch\":\"" + channel + "\"}"));
  }

  /// @param payload up to 125 bytes
  static ByteBuffer frame(int opcode, ByteBuffer payload) {
    int length = payload.remaining();
    return ByteBuffer.allocate(2 + MASK_LENGTH + length)
        .put((byte) (FIN | opcode))
        .put((byte) (MASKED | length))
        .putInt(0)
        .put(payload)
        .flip();
  }

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
