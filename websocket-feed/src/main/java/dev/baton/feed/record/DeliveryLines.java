package dev.baton.feed.record;

import dev.baton.feed.protocol.Range;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.protocol.RecordedLine;
import dev.baton.feed.protocol.RecordedLine.Event;
import dev.baton.feed.protocol.RecordedLine.From;
import dev.baton.feed.protocol.RecordedLine.Gap;
import dev.baton.feed.protocol.RecordedLine.Place;
import dev.baton.feed.protocol.RecordedLine.Reset;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a watcher is told, as lines of a recording, and back.
final class DeliveryLines {
  /// Where each channel is once the lines so far are written.
  private final Map<String, Place> at;

  /// @param at where the recording is
  DeliveryLines(Map<String, Place> at) {
    this.at = new HashMap<>(at);
  }

  /// The lines that say these, in order.
  List<RecordedLine> lines(List<Delivery> deliveries) {
    List<RecordedLine> lines = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      switch (delivery) {
        case Delivered delivered -> {
          Reading reading = delivered.reading();
          Range one = new Range(reading.seq(), reading.seq());
          begin(reading.channel(), reading.epoch(), one, lines);
          lines.add(new Event(reading));
        }
        case Hole hole -> {
          begin(hole.channel(), hole.epoch(), hole.range(), lines);
          lines.add(new Gap(hole.channel(), hole.epoch(), hole.range(), hole.why()));
        }
        case NewEpoch change -> {
          at.put(change.channel(), new Place(change.newEpoch(), 0));
          lines.add(new Reset(change.channel(), change.oldEpoch(), change.newEpoch()));
        }
      }
    }
    return lines;
  }

  /// A channel that is new, or comes back to an epoch, says where it begins.
  private void begin(String channel, String epoch, Range next, List<RecordedLine> lines) {
    Place place = at.put(channel, new Place(epoch, next.to()));
    if (place == null || place.seq() == 0 && next.from() != 1) {
      lines.add(new From(channel, epoch, next.from()));
    }
  }

  /// What a line says to a watcher; empty if it is for the recording alone.
  static Optional<Delivery> delivery(RecordedLine line) {
    return switch (line) {
      case Event(var reading) -> Optional.of(new Delivered(reading));
      case Gap(var channel, var epoch, var range, var why) ->
          Optional.of(new Hole(channel, epoch, range, why));
      case Reset(var channel, var oldEpoch, var epoch) ->
          Optional.of(new NewEpoch(channel, oldEpoch, epoch));
      default -> Optional.empty();
    };
  }
}
