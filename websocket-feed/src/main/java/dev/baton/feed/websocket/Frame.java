package dev.baton.feed.websocket;

import java.nio.charset.StandardCharsets;

/// A message to be sent, in one frame: encoded once, and shared by all to whom it is sent.
public final class Frame {
  private final int opcode;
  private final byte[] wire;
  private final int payloadLength;

  private Frame(int opcode, byte[] payload) {
    this.opcode = opcode;
    this.wire = Codec.unmasked(opcode, payload);
    this.payloadLength = payload.length;
  }

  /// A text.
  ///
  /// @throws IllegalArgumentException if it holds half of a surrogate pair: that has no UTF-8
  public static Frame text(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException("a text must not hold half of a surrogate pair");
    }
    return new Frame(Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /// A text that is encoded already.
  ///
  /// @param utf8 copied
  /// @throws IllegalArgumentException if it is not UTF-8
  public static Frame text(byte[] utf8) {
    if (!Utf8.isValid(utf8, 0, utf8.length)) {
      throw new IllegalArgumentException("a text must be UTF-8");
    }
    return new Frame(Opcode.TEXT, utf8);
  }

  /// Bytes.
  ///
  /// @param bytes copied
  public static Frame binary(byte[] bytes) {
    return new Frame(Opcode.BINARY, bytes);
  }

  /// How many bytes a server sends for it; a client sends four more.
  public int length() {
    return wire.length;
  }

  /// As a server sends it; not to be changed.
  byte[] wire() {
    return wire;
  }

  int opcode() {
    return opcode;
  }

  int payloadStart() {
    return wire.length - payloadLength;
  }

  int payloadLength() {
    return payloadLength;
  }

  @Override
  public String toString() {
    return "Frame [" + Opcode.name(opcode) + ", " + payloadLength + " bytes]";
  }
}
