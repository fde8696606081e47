package dev.baton.feed.serve;

import java.time.Duration;

/// The limits of a server.
///
/// @param every the time between two readings
/// @param history how far back the history goes, up to [#MOST_HISTORY] readings
/// @param heartbeat the time between two heartbeats
/// @param patience how long a subscriber may take to confirm what it was sent, and a new one for
///   its handshake and its first subscription
/// @param subscribers how many there may be at once, and how many connections to the history
/// @param queue how many messages wait for one subscriber at most
/// @param unconfirmed how many are on their way to it at most
public record ServeSettings(
    Duration every,
    Duration history,
    Duration heartbeat,
    Duration patience,
    int subscribers,
    int queue,
    int unconfirmed) {
  /// Readings of a channel that the history holds at most, however fast they come: some 10 MB for
  /// the two channels of [dev.baton.feed.host.Host].
  public static final int MOST_HISTORY = 10_000;

  /// A reading each second, 15 minutes of history.
  public static final ServeSettings DEFAULT =
      new ServeSettings(
          Duration.ofSeconds(1),
          Duration.ofMinutes(15),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          1000,
          256,
          64);

  /// The same with another time between two readings.
  public ServeSettings withEvery(Duration every) {
    return new ServeSettings(every, history, heartbeat, patience, subscribers, queue, unconfirmed);
  }

  /// How many readings of a channel the history holds.
  int capacity() {
    return Math.clamp(history.toNanos() / every.toNanos(), 1, MOST_HISTORY);
  }
}
