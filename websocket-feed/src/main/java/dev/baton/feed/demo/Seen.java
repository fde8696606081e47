package dev.baton.feed.demo;

import dev.baton.Suspends;
import dev.baton.feed.protocol.Range;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import dev.baton.feed.watch.Viewer;
import dev.baton.sync.Condition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Everything that the watcher of the demonstration sees.
final class Seen implements Viewer {
  private final Map<String, List<Reading>> readings = new LinkedHashMap<>();
  private final Condition changed = new Condition();

  /// The channels of which a reading has come by itself since the last connection.
  private final Set<String> live = new HashSet<>();

  private boolean connected;
  private long filled;
  private long lost;
  private long newEpochs;

  // --- what the watcher tells

  @Override
  @Suspends
  public void see(Delivery delivery) {
    switch (delivery) {
      case Delivered(Reading reading, boolean fromHistory, _) -> {
        readings.computeIfAbsent(reading.channel(), _ -> new ArrayList<>()).add(reading);
        if (fromHistory) {
          filled++;
        } else {
          live.add(reading.channel());
        }
      }
      case Hole(_, _, Range range, _) -> lost += range.count();
      case NewEpoch _ -> newEpochs++;
    }
    announce();
  }

  @Override
  @Suspends
  public void connected() {
    connected = true;
    announce();
  }

  @Override
  @Suspends
  public void disconnected(String why, Duration pause) {
    connected = false;
    live.clear();
    announce();
  }

  @Suspends
  private void announce() {
    try (var _ = changed.acquire()) {
      changed.signalAll();
    }
  }

  // --- for the demonstration

  /// Waits until the connection is lost.
  @Suspends
  void awaitLoss() {
    try (var _ = changed.acquire()) {
      changed.waitFor(() -> !connected);
    }
  }

  /// Waits until there is a connection, and every channel has come to what is published now:
  /// whatever was missed before has come too, or is declared lost.
  @Suspends
  void awaitLive() {
    try (var _ = changed.acquire()) {
      changed.waitFor(() -> connected && isLive());
    }
  }

  boolean isConnected() {
    return connected;
  }

  private boolean isLive() {
    return !live.isEmpty() && live.containsAll(readings.keySet());
  }

  /// The newest readings, one of a channel.
  Map<String, Reading> newest() {
    Map<String, Reading> newest = new LinkedHashMap<>();
    readings.forEach((channel, all) -> newest.put(channel, all.getLast()));
    return newest;
  }

  /// All readings, in the order in which they came.
  List<Reading> all() {
    return readings.values().stream().flatMap(List::stream).toList();
  }

  int channels() {
    return readings.size();
  }

  long readings() {
    return readings.values().stream().mapToLong(List::size).sum();
  }

  /// How many of them the history has given.
  long filled() {
    return filled;
  }

  /// How many are declared lost.
  long lost() {
    return lost;
  }

  /// How often a channel has begun anew.
  long newEpochs() {
    return newEpochs;
  }
}
