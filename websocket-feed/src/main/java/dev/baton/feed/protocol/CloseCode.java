package dev.baton.feed.protocol;

import java.util.Set;

/// The close codes of the feed beside those of RFC 6455.
public final class CloseCode {
  /// The subscriber sent what is not in the protocol.
  public static final int BAD_MESSAGE = 4400;

  /// The server does not know the subscriber: a token is missing, or is wrong.
  public static final int UNAUTHORIZED = 4401;

  /// The server knows it, and does not want it.
  public static final int FORBIDDEN = 4403;

  /// It subscribed to nothing.
  public static final int IDLE = 4408;

  /// There are too many subscribers, or it sends too fast.
  public static final int TOO_MANY = 4429;

  /// After these another try would end in the same way: the other end says that this one is faulty.
  private static final Set<Integer> FAULTS = Set.of(1002, 1003, 1007, 1009, BAD_MESSAGE);

  private CloseCode() {}

  /// Whether the server says that what it was sent is against the protocol.
  public static boolean isFault(int code) {
    return FAULTS.contains(code);
  }

  /// Whether the server does not let this subscriber in.
  public static boolean isDenial(int code) {
    return code == UNAUTHORIZED || code == FORBIDDEN;
  }
}
