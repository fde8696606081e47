package dev.baton.feed.protocol;

import java.util.Locale;

/// What a subscription is for, and so what becomes of events that are not taken in time.
public enum Mode {
  /// Every event, in order. What is dropped after all is declared with [ServerMessage.Lost].
  STREAM,

  /// The newest event. One that waits gives way to the next.
  LATEST;

  /// The mode as messages name it.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Mode parse(String text) throws BadMessageException {
    for (Mode mode : values()) {
      if (mode.text().equals(text)) {
        return mode;
      }
    }
    throw new BadMessageException("the message: field \"mode\" must be stream or latest");
  }
}
