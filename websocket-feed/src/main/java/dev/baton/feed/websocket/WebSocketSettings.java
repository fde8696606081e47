package dev.baton.feed.websocket;

import java.time.Duration;

/// How much, and how long, the other end of a connection may take.
///
/// @param maxMessage bytes of one message that is received
/// @param maxFrames of one message; empty ones count
/// @param frameTime from the first byte of a frame to its last
/// @param messageTime from the first frame of a message to the end of its last
/// @param closeTime from the decision to close to the end of the connection
/// @param silence without any byte, while somebody wants to receive; then the other end is dead
/// @param stall while something waits to be sent and nothing of it is taken
public record WebSocketSettings(
    int maxMessage,
    int maxFrames,
    Duration frameTime,
    Duration messageTime,
    Duration closeTime,
    Duration silence,
    Duration stall) {
  private static final int LARGEST_MESSAGE = 1 << 30;
  private static final WebSocketSettings DEFAULTS =
      new WebSocketSettings(
          64 * 1024,
          256,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(12),
          Duration.ofSeconds(10));

  /// @throws IllegalArgumentException if a limit is less than 1 or a message over 1 GiB, or a time
  ///   more than a day
  public WebSocketSettings {
    require("maxMessage", maxMessage, LARGEST_MESSAGE);
    require("maxFrames", maxFrames, Integer.MAX_VALUE);
    require("frameTime", frameTime);
    require("messageTime", messageTime);
    require("closeTime", closeTime);
    require("silence", silence);
    require("stall", stall);
  }

  private static void require(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          name + " must be between 1 and " + most + ", got " + value);
    }
  }

  private static void require(String name, Duration value) {
    if (!value.isPositive() || value.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          name + " must be more than 0 and at most a day, got " + value);
    }
  }

  /// Messages of 64 KiB in 256 frames; 10 s for a frame, 30 s for a message, 1 s to close, dead
  /// after a silence of 12 s or a stall of 10 s.
  public static WebSocketSettings defaults() {
    return DEFAULTS;
  }

  /// The same with other limits for a message.
  public WebSocketSettings withMaxMessage(int bytes, int frames) {
    return new WebSocketSettings(bytes, frames, frameTime, messageTime, closeTime, silence, stall);
  }

  /// The same with other times for what is received.
  public WebSocketSettings withReceiveTimes(Duration frame, Duration message) {
    return new WebSocketSettings(maxMessage, maxFrames, frame, message, closeTime, silence, stall);
  }

  /// The same with another [#closeTime()].
  public WebSocketSettings withCloseTime(Duration time) {
    return new WebSocketSettings(
        maxMessage, maxFrames, frameTime, messageTime, time, silence, stall);
  }

  /// The same with other times after which the other end is given up.
  public WebSocketSettings withPatience(Duration silent, Duration stalled) {
    return new WebSocketSettings(
        maxMessage, maxFrames, frameTime, messageTime, closeTime, silent, stalled);
  }
}
