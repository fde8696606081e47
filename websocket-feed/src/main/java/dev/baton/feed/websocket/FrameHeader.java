package dev.baton.feed.websocket;

/// What stands before the payload of a frame (RFC 6455, 5.2), checked as strictly as the RFC
/// allows.
///
/// ```text
///   FIN RSV RSV RSV opcode | MASK length | 2 or 8 bytes of length | 4 bytes of mask
/// ```
///
/// @param size of this header, in bytes
/// @param mask four bytes; 0 if there is none
/// @param length of the payload
record FrameHeader(int opcode, boolean fin, int size, int mask, long length) {
  private static final int LONGEST_CONTROL = 125;
  private static final int TWO_BYTES = 126;
  private static final int LARGEST_OF_TWO_BYTES = 0xffff;

  /// Reads a header as far as it has come.
  ///
  /// @param reader which end this is: what servers read is masked, what clients read is not
  /// @return null if more bytes are needed
  /// @throws ProtocolViolation as soon as nothing good can become of it
  static FrameHeader read(byte[] bytes, int from, int to, Role reader) throws ProtocolViolation {
    if (from == to) {
      return null;
    }
    int first = bytes[from] & 0xff;
    checkFirst(first);
    if (to - from == 1) {
      return null;
    }
    int second = bytes[from + 1] & 0xff;
    checkSecond(first, second, reader);
    int code = second & 0x7f;
    int lengthBytes = code < TWO_BYTES ? 0 : code == TWO_BYTES ? 2 : 8;
    if (to - from < 2 + lengthBytes) {
      return null;
    }
    long length = lengthBytes == 0 ? code : number(bytes, from + 2, lengthBytes);
    checkLength(length, lengthBytes);
    int size = 2 + lengthBytes + (reader == Role.SERVER ? 4 : 0);
    if (to - from < size) {
      return null;
    }
    int mask = reader == Role.SERVER ? (int) number(bytes, from + size - 4, 4) : 0;
    return new FrameHeader(first & 15, (first & 0x80) != 0, size, mask, length);
  }

  private static void checkFirst(int first) throws ProtocolViolation {
    if ((first & 0x70) != 0) {
      throw ProtocolViolation.of("a reserved bit is set");
    }
    int opcode = first & 15;
    if (!Opcode.isKnown(opcode)) {
      throw ProtocolViolation.of("opcode " + opcode + " is not known");
    }
    if (Opcode.isControl(opcode) && (first & 0x80) == 0) {
      throw ProtocolViolation.of("a control frame is fragmented");
    }
  }

  private static void checkSecond(int first, int second, Role reader) throws ProtocolViolation {
    boolean masked = (second & 0x80) != 0;
    if (masked != (reader == Role.SERVER)) {
      throw ProtocolViolation.of(
          masked ? "a frame of a server is masked" : "a frame of a client is not masked");
    }
    if (Opcode.isControl(first & 15) && (second & 0x7f) > LONGEST_CONTROL) {
      throw ProtocolViolation.of("a control frame has more than 125 bytes");
    }
  }

  private static void checkLength(long length, int lengthBytes) throws ProtocolViolation {
    boolean minimal =
        switch (lengthBytes) {
          case 0 -> true;
          case 2 -> length >= TWO_BYTES;
          default -> length < 0 || length > LARGEST_OF_TWO_BYTES;
        };
    if (!minimal) {
      throw ProtocolViolation.of("a length is not encoded in the fewest bytes");
    }
    if (length < 0) {
      throw ProtocolViolation.of("a length has its highest bit set");
    }
  }

  private static long number(byte[] bytes, int from, int count) {
    long number = 0;
    for (int i = from; i < from + count; i++) {
      number = number << 8 | bytes[i] & 0xff;
    }
    return number;
  }

  boolean isControl() {
    return Opcode.isControl(opcode);
  }

  /// Of the whole frame; only for one whose length was found small enough.
  int total() {
    return Math.toIntExact(size + length);
  }
}
