package dev.baton.feed.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Frames made by hand, also those that nobody may send.
final class Wire {
  static final int FIN = 0x80;
  static final int RSV1 = 0x40;

  /// A mask that changes each byte.
  static final int MASK = 0x37fa213d;

  private Wire() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// A frame with the shortest length.
  ///
  /// @param first FIN, reserved bits and opcode
  static byte[] frame(Role sender, int first, byte[] payload) {
    return frame(sender, first, payload.length, lengthBytes(payload.length), payload);
  }

  /// A frame of which the length is a lie, or longer than it need be.
  ///
  /// @param lengthBytes 0, 2 or 8
  static byte[] frame(Role sender, int first, long length, int lengthBytes, byte[] payload) {
    boolean masked = sender == Role.CLIENT;
    ByteBuffer out = ByteBuffer.allocate(14 + payload.length);
    out.put((byte) first);
    int bit = masked ? 0x80 : 0;
    switch (lengthBytes) {
      case 0 -> out.put((byte) (bit | length));
      case 2 -> out.put((byte) (bit | 126)).putShort((short) length);
      default -> out.put((byte) (bit | 127)).putLong(length);
    }
    if (masked) {
      out.putInt(MASK);
    }
    for (int i = 0; i < payload.length; i++) {
      out.put((byte) (masked ? payload[i] ^ MASK >>> (3 - (i & 3)) * 8 : payload[i]));
    }
    byte[] bytes = new byte[out.flip().remaining()];
    out.get(bytes);
    return bytes;
  }

  private static int lengthBytes(int length) {
    return length < 126 ? 0 : length < 65_536 ? 2 : 8;
  }

  static byte[] text(Role sender, String text) {
    return frame(sender, FIN | 1, utf8(text));
  }

  static byte[] binary(Role sender, byte[] bytes) {
    return frame(sender, FIN | 2, bytes);
  }

  static byte[] ping(Role sender, String payload) {
    return frame(sender, FIN | 9, utf8(payload));
  }

  static byte[] pong(Role sender, String payload) {
    return frame(sender, FIN | 10, utf8(payload));
  }

  static byte[] close(Role sender, int code, String reason) {
    return frame(sender, FIN | 8, closing(code, utf8(reason)));
  }

  static byte[] closing(int code, byte[] reason) {
    return join(new byte[] {(byte) (code >> 8), (byte) code}, reason);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
