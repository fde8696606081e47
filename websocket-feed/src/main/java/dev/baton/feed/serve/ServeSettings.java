package dev.baton.feed.serve;

import java.time.Duration;

/// The limits of a server.
///
/// @param every the time between two readings
/// @param history how far back the history goes, up to [#MOST_HISTORY] readings
/// @param heartbeat the time between two heartbeats
/// @param patience how long a handshake may take, a first subscription, and a socket until it takes
///   more of what waits
/// @param silence after how long a subscriber that says nothing is given up
/// @param places how many connections there may be
/// @param backlog how much may wait, and how long
public record ServeSettings(
    Duration every,
    Duration history,
    Duration heartbeat,
    Duration patience,
    Duration silence,
    Places places,
    Backlog backlog) {
  /// Readings of a channel that the history holds at most, however fast they come: some 10 MB for
  /// two channels.
  public static final int MOST_HISTORY = 10_000;

  /// A reading each second, 15 minutes of history, 10,000 subscribers; a quarter of the heap for
  /// what waits.
  public static final ServeSettings DEFAULT =
      new ServeSettings(
          Duration.ofSeconds(1),
          Duration.ofMinutes(15),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(12),
          new Places(10_000, 1_000),
          new Backlog(1024 * 1024, Duration.ofSeconds(5), Runtime.getRuntime().maxMemory() / 4));

  /// How many connections there may be at once.
  ///
  /// @param subscribers how many subscribers there may be
  /// @param strangers how many connections there may be beside them: those that are in the middle
  ///   of a handshake, and those that ask over HTTP
  public record Places(int subscribers, int strangers) {}

  /// What may wait to be sent.
  ///
  /// @param bytes how much may wait for one subscriber
  /// @param time how long something may wait for one
  /// @param all how many bytes may wait for all
  public record Backlog(long bytes, Duration time, long all) {}

  /// The same with another time between two readings.
  public ServeSettings withEvery(Duration other) {
    return new ServeSettings(other, history, heartbeat, patience, silence, places, backlog);
  }

  /// The same with a history of another age.
  public ServeSettings withHistory(Duration other) {
    return new ServeSettings(every, other, heartbeat, patience, silence, places, backlog);
  }

  /// The same with another time between two heartbeats.
  public ServeSettings withHeartbeat(Duration other) {
    return new ServeSettings(every, history, other, patience, silence, places, backlog);
  }

  /// The same with another patience.
  public ServeSettings withPatience(Duration other) {
    return new ServeSettings(every, history, heartbeat, other, silence, places, backlog);
  }

  /// The same with another time after which who says nothing is given up.
  public ServeSettings withSilence(Duration other) {
    return new ServeSettings(every, history, heartbeat, patience, other, places, backlog);
  }

  /// The same for other numbers of connections.
  public ServeSettings withConnections(int subscribers, int strangers) {
    Places other = new Places(subscribers, strangers);
    return new ServeSettings(every, history, heartbeat, patience, silence, other, backlog);
  }

  /// The same with other limits for what waits.
  public ServeSettings withWaiting(long bytes, Duration time, long all) {
    Backlog other = new Backlog(bytes, time, all);
    return new ServeSettings(every, history, heartbeat, patience, silence, places, other);
  }

  /// How many readings of a channel the history holds.
  public int capacity() {
    return Math.clamp(history.toNanos() / every.toNanos(), 1, MOST_HISTORY);
  }
}
