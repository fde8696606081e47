package dev.baton.feed.protocol;

/// How large anything from the other side may be.
public final class Limits {
  /// Bytes of a message to the server.
  public static final int CLIENT_MESSAGE = 4 * 1024;

  /// Bytes of a message to a subscriber.
  public static final int SERVER_MESSAGE = 64 * 1024;

  /// Bytes of an answer of the history.
  public static final int HISTORY_BYTES = 1024 * 1024;

  /// Readings in an answer of the history.
  public static final int HISTORY_EVENTS = 1000;

  /// Channels of a server.
  public static final int CHANNELS = 16;

  /// Channels of a recording, also those of other servers.
  public static final int RECORDED_CHANNELS = 256;

  /// Values of a reading.
  public static final int VALUES = 32;

  /// Characters of the name of a channel, an epoch or a value.
  public static final int NAME = 64;

  /// Characters of a sentence; what is longer is cut.
  public static final int SENTENCE = 300;

  private Limits() {}
}
