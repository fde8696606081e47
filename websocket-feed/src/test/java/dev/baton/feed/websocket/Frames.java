package dev.baton.feed.websocket;

import java.nio.charset.StandardCharsets;

/// Looks into frames, for tests of other packages.
public final class Frames {
  private Frames() {}

  /// The text that is sent with this frame.
  public static String text(Frame frame) {
    return new String(
        frame.wire(), frame.payloadStart(), frame.payloadLength(), StandardCharsets.UTF_8);
  }
}
