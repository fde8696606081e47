package dev.baton.feed.serve;

import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One channel's readings: it numbers them, and keeps the last ones as the history.
final class ChannelLog {
  private final String channel;
  private final String epoch;

  /// The reading with number n is at n modulo the length.
  private final Reading[] ring;

  /// The newest number; 0 before the first.
  private long top;

  ChannelLog(String channel, String epoch, int capacity) {
    this.channel = channel;
    this.epoch = epoch;
    this.ring = new Reading[capacity];
  }

  /// Adds the next reading.
  ///
  /// @param time microseconds since 1970
  Reading append(long time, Map<String, Double> values) {
    Reading reading = new Reading(channel, epoch, ++top, time, values);
    ring[index(top)] = reading;
    return reading;
  }

  HistoryAnswer answer(HistoryQuery query) {
    if (!query.epoch().equals(epoch)) {
      return new HistoryAnswer.OtherEpoch(epoch);
    }
    if (query.from() < first()) {
      return new HistoryAnswer.Gone(first());
    }
    long to = Math.min(Math.min(query.to(), top), query.from() + query.limit() - 1);
    List<Reading> readings = new ArrayList<>();
    for (long seq = query.from(); seq <= to; seq++) {
      readings.add(ring[index(seq)]);
    }
    return new HistoryAnswer.Page(channel, epoch, first(), top, readings);
  }

  private int index(long seq) {
    return (int) (seq % ring.length);
  }

  String channel() {
    return channel;
  }

  String epoch() {
    return epoch;
  }

  /// The oldest number that is kept, or the next one if none is.
  long first() {
    return Math.max(1, top - ring.length + 1);
  }

  long top() {
    return top;
  }

  /// Whether everything from this number on is kept.
  boolean reaches(String epoch, long from) {
    return this.epoch.equals(epoch) && from >= first() && from <= top + 1;
  }
}
