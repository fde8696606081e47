package dev.baton.feed.serve;

import dev.baton.feed.Hub;
import dev.baton.feed.Journal;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One channel's readings: it numbers them, and keeps the last ones as the history.
///
/// Numbers rise by 1, but for those that a past was left with and nobody has: no history has these.
///
/// ```text
///   dropped      kept             nobody's    kept      next
///  . . . . . | ########## | - - - - - - - | ####### |
///              first                           top
/// ```
final class ChannelLog {
  private final String channel;
  private final String epoch;

  /// The n-th reading that was kept is at n modulo the length.
  private final Reading[] ring;

  /// How many were kept since the beginning.
  private long count;

  /// The newest number; 0 before the first.
  private long top;

  ChannelLog(String channel, String epoch, int capacity) {
    this.channel = channel;
    this.epoch = epoch;
    this.ring = new Reading[capacity];
  }

  /// Goes on with a past.
  ChannelLog(String channel, Journal.Past past, int capacity) {
    this(channel, past.epoch(), capacity);
    past.readings().forEach(this::keep);
    top = past.next() - 1;
  }

  /// The reading that is to be added next.
  ///
  /// @param time microseconds since 1970
  Reading next(long time, Map<String, Double> values) {
    return new Reading(channel, epoch, top + 1, time, values);
  }

  /// Adds what [#next] has made.
  void append(Reading reading) {
    keep(reading);
    top = reading.seq();
  }

  private void keep(Reading reading) {
    ring[index(count++)] = reading;
  }

  HistoryAnswer answer(HistoryQuery query) {
    if (!query.epoch().equals(epoch)) {
      return new HistoryAnswer.OtherEpoch(epoch);
    }
    long first = first();
    if (query.from() < first) {
      return new HistoryAnswer.Gone(first);
    }
    List<Reading> readings = new ArrayList<>();
    for (long n = find(query.from()); n < count && readings.size() < query.limit(); n++) {
      Reading reading = ring[index(n)];
      if (reading.seq() > query.to()) {
        break;
      }
      readings.add(reading);
    }
    return new HistoryAnswer.Page(channel, epoch, first, top, readings);
  }

  /// Which of those that are kept is the first with this number or a higher one.
  private long find(long seq) {
    long low = oldest();
    long high = count;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (ring[index(middle)].seq() < seq) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private long oldest() {
    return Math.max(0, count - ring.length);
  }

  private int index(long n) {
    return (int) (n % ring.length);
  }

  /// The oldest number that is kept, or the next one if none is.
  private long first() {
    return count == 0 ? top + 1 : ring[index(oldest())].seq();
  }

  Hub.State state() {
    return new Hub.State(channel, epoch, first(), top);
  }
}
