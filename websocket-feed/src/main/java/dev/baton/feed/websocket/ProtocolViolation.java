package dev.baton.feed.websocket;

/// The other end has sent what it must not send.
final class ProtocolViolation extends Exception {
  private final int code;

  /// @param code to close with
  /// @param message for the other end: short, and in ASCII
  ProtocolViolation(int code, String message) {
    super(message);
    this.code = code;
  }

  static ProtocolViolation of(String message) {
    return new ProtocolViolation(CloseCodes.PROTOCOL_ERROR, message);
  }

  int code() {
    return code;
  }
}
