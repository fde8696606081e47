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
/// @param subscribers how many there may be at once
/// @param strangers how many connections there may be beside them: those that are in the middle of
///   a handshake, and those that ask over HTTP
/// @param waitingBytes how much may wait for one subscriber
/// @param waitingTime how long something may wait for one
/// @param allWaiting how much may wait for all
public record ServeSettings(
    Duration every,
    Duration history,
    Duration heartbeat,
    Duration patience,
    Duration silence,
    int subscribers,
    int strangers,
    long waitingBytes,
    Duration waitingTime,
    long allWaiting) {
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
          10_000,
          1_000,
          1024 * 1024,
          Duration.ofSeconds(5),
          Runtime.getRuntime().maxMemory() / 4);

  /// The same with another time between two readings.
  public ServeSettings withEvery(Duration other) {
    return new ServeSettings(
        other,
        history,
        heartbeat,
        patience,
        silence,
        subscribers,
        strangers,
        waitingBytes,
        waitingTime,
        allWaiting);
  }

  /// The same with a history of another age.
  public ServeSettings withHistory(Duration other) {
    return new ServeSettings(
        every,
        other,
        heartbeat,
        patience,
        silence,
        subscribers,
        strangers,
        waitingBytes,
        waitingTime,
        allWaiting);
  }

  /// The same with another time between two heartbeats.
  public ServeSettings withHeartbeat(Duration other) {
    return new ServeSettings(
        every,
        history,
        other,
        patience,
        silence,
        subscribers,
        strangers,
        waitingBytes,
        waitingTime,
        allWaiting);
  }

  /// The same with another patience.
  public ServeSettings withPatience(Duration other) {
    return new ServeSettings(
        every,
        history,
        heartbeat,
        other,
        silence,
        subscribers,
        strangers,
        waitingBytes,
        waitingTime,
        allWaiting);
  }

  /// The same with another time after which who says nothing is given up.
  public ServeSettings withSilence(Duration other) {
    return new ServeSettings(
        every,
        history,
        heartbeat,
        patience,
        other,
        subscribers,
        strangers,
        waitingBytes,
        waitingTime,
        allWaiting);
  }

  /// The same for other numbers of connections.
  public ServeSettings withConnections(int manySubscribers, int manyStrangers) {
    return new ServeSettings(
        every,
        history,
        heartbeat,
        patience,
        silence,
        manySubscribers,
        manyStrangers,
        waitingBytes,
        waitingTime,
        allWaiting);
  }

  /// The same with other limits for what waits.
  public ServeSettings withWaiting(long bytes, Duration time, long all) {
    return new ServeSettings(
        every, history, heartbeat, patience, silence, subscribers, strangers, bytes, time, all);
  }

  /// How many readings of a channel the history holds.
  public int capacity() {
    return Math.clamp(history.toNanos() / every.toNanos(), 1, MOST_HISTORY);
  }
}
