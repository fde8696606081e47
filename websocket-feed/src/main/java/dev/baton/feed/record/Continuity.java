package dev.baton.feed.record;

import dev.baton.feed.protocol.Limits;
import dev.baton.feed.protocol.Range;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.protocol.RecordedLine;
import dev.baton.feed.protocol.RecordedLine.End;
import dev.baton.feed.protocol.RecordedLine.Event;
import dev.baton.feed.protocol.RecordedLine.From;
import dev.baton.feed.protocol.RecordedLine.Gap;
import dev.baton.feed.protocol.RecordedLine.Head;
import dev.baton.feed.protocol.RecordedLine.Next;
import dev.baton.feed.protocol.RecordedLine.Place;
import dev.baton.feed.protocol.RecordedLine.Reset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Follows the lines of a recording, and says of each whether it may come after those before it.
///
/// ```text
///                From        Event, Gap: the next number      Reset
///   (unknown) ----------> place (epoch, seq) -------------+ ---------> place (epoch, 0) --> From
///                             ^---------------------------+
/// ```
///
/// When one may not, it is believed all the same, so that one loss is found once. Whoever writes
/// asks it first, and whoever reads finds the same.
final class Continuity {
  /// As many old epochs as [dev.baton.feed.recovery.Recovery] continues.
  private static final int RETIRED = 8;

  private final Map<String, Place> at = new TreeMap<>();

  /// By channel and epoch: where a channel has left it.
  private final Map<String, Map<String, Long>> retired = new TreeMap<>();

  /// Whether all there ever was has been seen.
  private final boolean isComplete;

  /// @param isComplete whether it will see the recording from its first line on
  Continuity(boolean isComplete) {
    this.isComplete = isComplete;
  }

  /// Where each channel is.
  Map<String, Place> at() {
    return Collections.unmodifiableMap(at);
  }

  /// Null if nothing is known of the channel.
  Place at(String channel) {
    return at.get(channel);
  }

  /// Takes the next line.
  ///
  /// @return what is wrong with it: part of a sentence that begins with the line; null if nothing
  String take(RecordedLine line) {
    return switch (line) {
      case Event event -> event(event.reading());
      case Gap gap -> numbers(gap.channel(), gap.epoch(), gap.range());
      case From from -> from(from);
      case Reset reset -> reset(reset);
      case Head head -> places(head.at());
      case Next next -> places(next.at());
      case End end -> places(end.at());
    };
  }

  private String event(Reading reading) {
    Range one = new Range(reading.seq(), reading.seq());
    return numbers(reading.channel(), reading.epoch(), one);
  }

  private String numbers(String channel, String epoch, Range range) {
    Place before = at.get(channel);
    boolean isSame = before != null && before.epoch().equals(epoch);
    long last = isSame ? Math.max(before.seq(), range.to()) : range.to();
    at.put(channel, new Place(epoch, last));
    if (before == null) {
      return "is the first of %s, but no line says from where".formatted(channel);
    }
    if (!isSame) {
      return "is of epoch %s, but %s is in epoch %s, and no line says that it changes"
          .formatted(epoch, channel, before.epoch());
    }
    return next(channel, before.seq(), range.from());
  }

  private static String next(String channel, long last, long seq) {
    if (seq > last + 1) {
      String missing =
          seq == last + 2
              ? "#%d is".formatted(seq - 1)
              : "#%d to #%d are".formatted(last + 1, seq - 1);
      return "has #%d of %s, but %s missing, and not declared as lost"
          .formatted(seq, channel, missing);
    }
    return seq <= last
        ? "has #%d of %s, but it is at #%d already".formatted(seq, channel, last)
        : null;
  }

  private String from(From from) {
    Place before = at.put(from.channel(), new Place(from.epoch(), from.seq() - 1));
    if (before == null) {
      return at.size() > Limits.RECORDED_CHANNELS ? "is of one channel too many" : null;
    }
    boolean isNew = before.epoch().equals(from.epoch()) && before.seq() == 0;
    if (!isNew || from.seq() == 1) { // without this line it begins there, too
      return "lets %s begin, but it is at #%d of epoch %s already"
          .formatted(from.channel(), before.seq(), before.epoch());
    }
    return isComplete && from.seq() != resumption(from.channel(), from.epoch())
        ? "lets epoch %s of %s begin at #%d, but it is new, and begins at #1"
            .formatted(from.epoch(), from.channel(), from.seq())
        : null;
  }

  /// Where a channel goes on in an epoch that it comes back to; 1 in a new one.
  private long resumption(String channel, String epoch) {
    return retired.getOrDefault(channel, Map.of()).getOrDefault(epoch, 0L) + 1;
  }

  private String reset(Reset reset) {
    Place before = at.put(reset.channel(), new Place(reset.epoch(), 0));
    if (before == null) {
      return "says that %s leaves an epoch, but nothing is known of it".formatted(reset.channel());
    }
    retire(reset.channel(), before);
    return before.epoch().equals(reset.oldEpoch())
        ? null
        : "says that %s leaves epoch %s, but it is in epoch %s"
            .formatted(reset.channel(), reset.oldEpoch(), before.epoch());
  }

  private void retire(String channel, Place place) {
    Map<String, Long> epochs = retired.computeIfAbsent(channel, _ -> new LastFew());
    epochs.remove(place.epoch()); // it is the newest now
    epochs.put(place.epoch(), place.seq());
  }

  private static final class LastFew extends LinkedHashMap<String, Long> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
      return size() > RETIRED;
    }
  }

  private String places(Map<String, Place> said) {
    if (said.equals(at)) {
      return null;
    }
    Map<String, Place> all = new TreeMap<>(said);
    all.putAll(at);
    String channel =
        all.keySet().stream()
            .filter(name -> !String.valueOf(said.get(name)).equals(String.valueOf(at.get(name))))
            .findFirst()
            .orElseThrow();
    String problem =
        "says that %s is %s, but the lines before it end %s"
            .formatted(channel, text(said.get(channel)), text(at.get(channel)));
    at.clear();
    at.putAll(said);
    return problem;
  }

  private static String text(Place place) {
    return place == null ? "nowhere" : "at #%d of epoch %s".formatted(place.seq(), place.epoch());
  }

  /// Begins in the middle: the first file that is there is believed.
  void begin(Map<String, Place> places) {
    at.putAll(places);
  }
}
