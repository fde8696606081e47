package dev.baton.feed.record;

import dev.baton.feed.protocol.Reading;
import dev.baton.feed.protocol.RecordedLine.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The last readings of a recording, for the history of a server that starts again. What is damaged
/// is left out: the history does not have it then.
final class RecentReadings {
  /// Bytes that are read at most: a start must not take long.
  private static final long MOST = 32 << 20;

  private final String epoch;
  private final Map<String, Long> tops;
  private final int history;
  private final Map<String, NavigableMap<Long, Reading>> channels = new TreeMap<>();

  /// @param tops the newest number of each channel
  /// @param history so many numbers of each are wanted
  RecentReadings(String epoch, Map<String, Long> tops, int history) {
    this.epoch = epoch;
    this.tops = tops;
    this.history = history;
  }

  /// Reads the files from the newest back, until there is enough.
  void read(List<Segment> segments) throws IOException {
    long left = MOST;
    for (Segment segment : segments.reversed()) {
      if (left <= 0 || isEnough()) {
        return;
      }
      read(segment, left);
      left -= Files.size(segment.file());
    }
  }

  private boolean isEnough() {
    return tops.entrySet().stream()
        .allMatch(top -> of(top.getKey()).containsKey(oldest(top.getValue())));
  }

  /// The oldest number that is wanted.
  private long oldest(long top) {
    return Math.max(1, top - history + 1);
  }

  private void read(Segment segment, long most) throws IOException {
    try (LineReader reader = LineReader.ofEnd(segment.file(), most)) {
      for (LineReader.Line line; (line = reader.next()) != null; ) {
        read(line);
      }
    }
  }

  private void read(LineReader.Line line) {
    try {
      if (line.parse() instanceof Event(Reading reading) && isWanted(reading)) {
        of(reading.channel()).put(reading.seq(), reading);
      }
    } catch (BadLineException damaged) {
      // the history will say that it does not have it
    }
  }

  private boolean isWanted(Reading reading) {
    Long top = tops.get(reading.channel());
    return top != null && reading.epoch().equals(epoch) && reading.seq() >= oldest(top);
  }

  private NavigableMap<Long, Reading> of(String channel) {
    return channels.computeIfAbsent(channel, _ -> new TreeMap<>());
  }

  /// The newest of a channel, by their numbers.
  List<Reading> readings(String channel, int most) {
    List<Reading> all = List.copyOf(of(channel).values());
    return all.subList(Math.max(0, all.size() - most), all.size());
  }
}
