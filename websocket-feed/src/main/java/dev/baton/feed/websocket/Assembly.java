package dev.baton.feed.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A message that comes in one frame or more, bounded in bytes and in frames.
///
/// Both bounds are needed: frames may be empty, and a message may never end. The library has
/// neither (its issues 1507 and 1508).
final class Assembly {
  private static final byte[] NOTHING = {};

  private final int maxBytes;
  private final int maxFrames;

  /// Of the message that has begun: what its first frame said; -1 while there is none.
  private int opcode = -1;

  private int frames;
  private byte[] bytes = NOTHING;
  private int length;

  /// Of a text.
  private Utf8 utf8;

  Assembly(int maxBytes, int maxFrames) {
    this.maxBytes = maxBytes;
    this.maxFrames = maxFrames;
  }

  /// True between the first frame of a message and its last.
  boolean isOpen() {
    return opcode >= 0;
  }

  /// Takes note of the next frame, before its payload has come.
  void begin(FrameHeader header) throws ProtocolViolation {
    if (header.opcode() == Opcode.CONTINUATION) {
      if (!isOpen()) {
        throw ProtocolViolation.of("a continuation without a beginning");
      }
    } else if (isOpen()) {
      throw ProtocolViolation.of("a message begins within another");
    } else {
      opcode = header.opcode();
      utf8 = opcode == Opcode.TEXT ? new Utf8() : null;
    }
    if (++frames > maxFrames) {
      throw tooLarge(maxFrames, "frames");
    }
    if (header.length() > maxBytes - length) {
      throw tooLarge(maxBytes, "bytes");
    }
  }

  private static ProtocolViolation tooLarge(int most, String what) {
    return new ProtocolViolation(
        CloseCodes.TOO_LARGE, "a message has more than " + most + " " + what);
  }

  /// Looks at bytes of a payload before the library does, so that a text that is none fails at its
  /// first bad byte.
  void check(byte[] piece, int from, int to, int mask, int shift) throws ProtocolViolation {
    if (utf8 != null && !utf8.add(piece, from, to, mask, shift)) {
      throw notUtf8();
    }
  }

  private static ProtocolViolation notUtf8() {
    return new ProtocolViolation(CloseCodes.BAD_DATA, "a text is not UTF-8");
  }

  /// Adds the payload of a frame that was checked.
  ///
  /// @return the message, if it was the last; else null
  Message add(byte[] payload, boolean fin) throws ProtocolViolation {
    if (frames == 1 && fin) {
      return finish(payload, payload.length);
    }
    makeRoom(payload.length);
    System.arraycopy(payload, 0, bytes, length, payload.length);
    length += payload.length;
    return fin ? finish(bytes, length) : null;
  }

  private void makeRoom(int more) {
    if (bytes.length - length < more) {
      int grown = Math.max(length + more, Math.min(maxBytes, 2 * bytes.length));
      bytes = Arrays.copyOf(bytes, grown);
    }
  }

  private Message finish(byte[] all, int count) throws ProtocolViolation {
    if (utf8 != null && !utf8.isComplete()) {
      throw notUtf8();
    }
    Message message =
        opcode == Opcode.TEXT
            ? new Message.Text(new String(all, 0, count, StandardCharsets.UTF_8))
            : new Message.Binary(count == all.length ? all : Arrays.copyOf(all, count));
    opcode = -1;
    frames = 0;
    bytes = NOTHING;
    length = 0;
    return message;
  }
}
