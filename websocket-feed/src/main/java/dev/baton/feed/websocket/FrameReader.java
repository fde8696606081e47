package dev.baton.feed.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Finds frames in the bytes that come, and messages in the frames; knows no connection and no
/// clock.
///
/// ```text
///   bytes ---> FrameHeader ---> Codec (one whole frame) ---> Assembly ---> Received
///              refuses what     unmasks                      bounds, checks UTF-8
///              is not allowed
/// ```
///
/// A frame that has come whole is decoded where it lies. Only of one that has not is anything kept,
/// and no more than has come of it.
final class FrameReader {
  private static final byte[] NOTHING = {};
  private static final int FIRST_ROOM = 64;

  private final Role role;
  private final Codec codec;
  private final Assembly assembly;

  /// What has come and was not looked at.
  private byte[] piece = NOTHING;

  private int at;

  /// The beginning of a frame.
  private byte[] partial = NOTHING;

  private int partialLength;

  /// Of the frame that is coming; null while that is not there.
  private FrameHeader header;

  /// How much of its payload was checked.
  private int checked;

  private long wholeFrames;

  FrameReader(Role role, Codec codec, WebSocketSettings settings) {
    this.role = role;
    this.codec = codec;
    this.assembly = new Assembly(settings.maxMessage(), settings.maxFrames());
  }

  /// Gives it bytes to read; those from before must have been read.
  void add(byte[] bytes) {
    piece = bytes;
    at = 0;
  }

  /// True while a frame has begun and not come whole.
  boolean isInFrame() {
    return partialLength > 0;
  }

  /// How many frames have come whole.
  long wholeFrames() {
    return wholeFrames;
  }

  /// True while a message has begun and not come whole.
  boolean isInMessage() {
    return assembly.isOpen();
  }

  /// @return null if more bytes are needed
  /// @throws ProtocolViolation and from then on nothing else is to be read
  Received next() throws ProtocolViolation {
    while (at < piece.length) {
      boolean whole = partialLength == 0 ? isWholeHere() : complete();
      if (!whole) {
        piece = NOTHING;
        at = 0;
        return null;
      }
      Received received = partialLength == 0 ? takeHere() : takePartial();
      if (received != null) {
        return received;
      }
    }
    piece = NOTHING;
    at = 0;
    return null;
  }

  // --- where it lies

  /// Keeps the beginning if it is not.
  private boolean isWholeHere() throws ProtocolViolation {
    readHeader(piece, at, piece.length);
    if (header != null) {
      check(piece, at, piece.length);
    }
    boolean whole = header != null && header.total() <= piece.length - at;
    if (!whole) {
      keep(piece.length - at);
    }
    return whole;
  }

  private Received takeHere() throws ProtocolViolation {
    int from = at;
    at += header.total();
    return take(piece, from);
  }

  // --- in parts

  /// Adds what has come of the frame that has begun.
  private boolean complete() throws ProtocolViolation {
    while (header == null && at < piece.length) {
      keep(1);
      readHeader(partial, 0, partialLength);
    }
    if (header == null) {
      return false;
    }
    keep(Math.min(header.total() - partialLength, piece.length - at));
    check(partial, 0, partialLength);
    return partialLength == header.total();
  }

  private void keep(int count) {
    int needed = partialLength + count;
    if (partial.length < needed) {
      int grown = Math.max(needed, Math.max(FIRST_ROOM, 2 * partial.length));
      partial = Arrays.copyOf(partial, header == null ? grown : Math.min(header.total(), grown));
    }
    System.arraycopy(piece, at, partial, partialLength, count);
    partialLength = needed;
    at += count;
  }

  private Received takePartial() throws ProtocolViolation {
    byte[] frame = partial;
    partial = NOTHING;
    partialLength = 0;
    return take(frame, 0);
  }

  // --- a frame

  private void readHeader(byte[] bytes, int from, int to) throws ProtocolViolation {
    header = FrameHeader.read(bytes, from, to, role);
    checked = 0;
    if (header != null && !header.isControl()) {
      assembly.begin(header);
    }
  }

  /// Looks at those bytes of its payload that are there and were not looked at.
  private void check(byte[] bytes, int from, int to) throws ProtocolViolation {
    int there = (int) Math.min(header.length(), to - from - header.size());
    if (!header.isControl() && there > checked) {
      int start = from + header.size();
      assembly.check(bytes, start + checked, start + there, header.mask(), checked);
      checked = there;
    }
  }

  private Received take(byte[] bytes, int from) throws ProtocolViolation {
    FrameHeader frame = header;
    header = null;
    wholeFrames++;
    if (frame.opcode() == Opcode.CLOSE) {
      return close(frame, bytes, from + frame.size());
    }
    byte[] payload = codec.payload(bytes, from, frame.total());
    return switch (frame.opcode()) {
      case Opcode.PING -> new Received.Ping(payload);
      case Opcode.PONG -> new Received.Pong(payload);
      default -> {
        Message message = assembly.add(payload, frame.fin());
        yield message == null ? null : new Received.Data(message);
      }
    };
  }

  private static Received.Close close(FrameHeader frame, byte[] bytes, int from)
      throws ProtocolViolation {
    byte[] payload = new byte[(int) frame.length()];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) (bytes[from + i] ^ frame.mask() >>> (3 - (i & 3) << 3));
    }
    if (payload.length == 0) {
      return new Received.Close(CloseCodes.NONE, "");
    }
    if (payload.length == 1) {
      throw ProtocolViolation.of("a close frame has half a code");
    }
    int code = (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    if (!CloseCodes.canBeSent(code)) {
      throw ProtocolViolation.of("close code " + code + " must not be sent");
    }
    if (!Utf8.isValid(payload, 2, payload.length)) {
      throw new ProtocolViolation(CloseCodes.BAD_DATA, "the reason of a close frame is not UTF-8");
    }
    return new Received.Close(
        code, new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
  }
}
