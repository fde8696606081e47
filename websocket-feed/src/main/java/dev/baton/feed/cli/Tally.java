package dev.baton.feed.cli;

import dev.baton.feed.protocol.Reading;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Counts what was seen: in all, and of each channel since the last summary.
final class Tally {
  /// The first value of a channel's readings: what it was, and from where to where it went.
  ///
  /// @param name of the value, such as `load`
  record Span(String name, long count, double min, double max, double sum) {
    private static Span of(String name, double value) {
      return new Span(name, 1, value, value, value);
    }

    private Span with(double value) {
      return new Span(name, count + 1, Math.min(min, value), Math.max(max, value), sum + value);
    }

    /// Sums are rounded, which must not show.
    double average() {
      return Math.clamp(sum / count, min, max);
    }
  }

  private final Map<String, Span> spans = new LinkedHashMap<>();
  private long readings;
  private long filled;
  private long holes;
  private long lost;
  private long resets;

  /// Each with the one before it: the channels of a server mostly begin anew together.
  private final Set<String> changes = new HashSet<>();

  private long connections;

  void count(Delivery delivery) {
    switch (delivery) {
      case Delivered delivered -> {
        count(delivered.reading());
        filled += delivered.filled() ? 1 : 0;
      }
      case Hole hole -> {
        holes++;
        lost += hole.range().count();
      }
      case NewEpoch change -> {
        resets++;
        changes.add(change.oldEpoch() + " " + change.newEpoch());
      }
    }
  }

  private void count(Reading reading) {
    readings++;
    reading.values().entrySet().stream()
        .findFirst()
        .ifPresent(
            first ->
                spans.merge(
                    reading.channel(),
                    Span.of(first.getKey(), first.getValue()),
                    (span, one) -> span.with(one.sum())));
  }

  void countConnection() {
    connections++;
  }

  /// By channel, what came since this was last asked for.
  Map<String, Span> takeSpans() {
    Map<String, Span> taken = new LinkedHashMap<>(spans);
    spans.clear();
    return taken;
  }

  long readings() {
    return readings;
  }

  /// How many of them the history gave.
  long filled() {
    return filled;
  }

  /// How many holes were declared.
  long holes() {
    return holes;
  }

  /// How many readings are in them.
  long lost() {
    return lost;
  }

  /// How often a stream began anew.
  long resets() {
    return resets;
  }

  /// The same, where several streams that change from one epoch to the same other one count once.
  long epochs() {
    return changes.size();
  }

  boolean everConnected() {
    return connections > 0;
  }

  long reconnects() {
    return Math.max(0, connections - 1);
  }
}
