package dev.baton.feed.websocket;

/// Why a connection is closed (RFC 6455, 7.4).
public final class CloseCodes {
  /// The purpose is fulfilled.
  public static final int NORMAL = 1000;

  /// The server stops, or the client goes elsewhere.
  public static final int GOING_AWAY = 1001;

  /// The other end breaks the protocol.
  public static final int PROTOCOL_ERROR = 1002;

  /// This kind of message cannot be accepted.
  public static final int UNACCEPTABLE = 1003;

  /// The other end's close frame had no code. Never sent.
  public static final int NONE = 1005;

  /// A text was not UTF-8.
  public static final int BAD_DATA = 1007;

  /// It breaks a rule for which there is no other code.
  public static final int POLICY = 1008;

  /// A message was too large.
  public static final int TOO_LARGE = 1009;

  /// Something went wrong at this end.
  public static final int INTERNAL_ERROR = 1011;

  private CloseCodes() {}

  /// Whether a close frame may hold it: one that is registered, or of a range that is free to use.
  static boolean canBeSent(int code) {
    return code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006
        || code >= 3000 && code <= 4999;
  }
}
