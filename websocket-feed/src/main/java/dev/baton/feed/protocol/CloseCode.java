package dev.baton.feed.protocol;

/// The close codes of the feed beside those of RFC 6455.
public final class CloseCode {
  /// The subscriber sent what is not in the protocol.
  public static final int BAD_MESSAGE = 4400;

  /// It subscribed to nothing.
  public static final int IDLE = 4408;

  /// There are too many subscribers, or it sends too fast.
  public static final int TOO_MANY = 4429;

  /// It does not read what it is sent.
  public static final int SLOW = 4503;

  private CloseCode() {}
}
