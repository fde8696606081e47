package dev.baton.bench.feed.load;

import java.io.IOException;

/// Finds the frames of a WebSocket server (RFC 6455, section 5.2) in bytes.
///
/// Whatever no server of the benchmark sends is an error: masks, extensions, fragments.
final class FrameParser {
  private static final int FIN = 0x80;
  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0f;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;

  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private FrameParser() {}

  /// Gets each frame.
  interface Sink {
    /// @param begin of the payload
    /// @param end behind it
    void frame(int opcode, byte[] bytes, int begin, int end) throws IOException;
  }

  /// Reads the frames that are complete.
  ///
  /// @param end behind the last byte that has come
  /// @return the index from which on bytes are missing
  /// @throws IOException if this is not what a server sends
  static int parse(byte[] bytes, int begin, int end, Sink sink) throws IOException {
    int next = begin;
    while (end - next >= 2) {
      int payload = next + headerLength(bytes[next + 1]);
      if (payload > end) {
        return next;
      }
      long length = length(bytes, next);
      if (length > end - payload) {
        return next;
      }
      int behind = payload + (int) length;
      sink.frame(opcode(bytes[next]), bytes, payload, behind);
      next = behind;
    }
    return next;
  }

  private static int opcode(byte first) throws IOException {
    if ((first & FIN) == 0 || (first & RESERVED) != 0 || (first & OPCODE) == 0) {
      throw new IOException("the server sends a fragment, or an extension that nobody asked for");
    }
    return first & OPCODE;
  }

  private static int headerLength(byte second) throws IOException {
    if ((second & MASKED) != 0) {
      throw new IOException("the server masks its frames");
    }
    return switch (second & LENGTH) {
      case LENGTH_16 -> 4;
      case LENGTH_64 -> 10;
      default -> 2;
    };
  }

  private static long length(byte[] bytes, int frame) throws IOException {
    int length = bytes[frame + 1] & LENGTH;
    if (length < LENGTH_16) {
      return length;
    }
    long sum = 0;
    for (int i = frame + 2; i < frame + (length == LENGTH_16 ? 4 : 10); i++) {
      sum = sum << 8 | bytes[i] & 0xff;
    }
    if (sum < 0) {
      throw new IOException("the server sends a frame of a negative length");
    }
    return sum;
  }
}
