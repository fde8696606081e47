package dev.baton.feed.serve;

import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.protocol.ServerMessage.Event;
import dev.baton.feed.protocol.ServerMessage.Heartbeat;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The streams of a server and those who listen to them. Nothing here waits: a reading is offered
/// to every subscriber in one go, and each deals with it by its own [Outbox].
final class Hub {
  private final Map<String, Stream> streams = new LinkedHashMap<>();
  private final Set<Subscriber> subscribers = new LinkedHashSet<>();
  private long published;

  /// @param epoch the identity of the streams, new for each run
  Hub(Collection<String> channels, String epoch, int capacity) {
    for (String channel : channels) {
      streams.put(channel, new Stream(channel, epoch, capacity));
    }
  }

  /// Publishes one reading. Ignored if `values` is empty.
  ///
  /// @param time microseconds since 1970
  void publish(String channel, long time, Map<String, Double> values) {
    if (values.isEmpty()) {
      return;
    }
    Reading reading = streams.get(channel).append(time, values);
    Frame frame = Frame.of(new Event(reading));
    subscribers.forEach(subscriber -> subscriber.offer(reading, frame));
    published++;
  }

  void heartbeat(long time) {
    Map<String, Long> tops = new LinkedHashMap<>();
    Map<String, String> epochs = new LinkedHashMap<>();
    for (Stream stream : streams.values()) {
      tops.put(stream.channel(), stream.top());
      epochs.put(stream.channel(), stream.epoch());
    }
    Frame frame = Frame.of(new Heartbeat(time, tops, epochs));
    subscribers.forEach(subscriber -> subscriber.heartbeat(frame));
  }

  HistoryAnswer history(HistoryQuery query) {
    Stream stream = streams.get(query.channel());
    return stream == null
        ? new HistoryAnswer.Failed(404, unknown(query.channel()))
        : stream.answer(query);
  }

  String unknown(String channel) {
    return "there is no channel " + channel + "; there are " + String.join(", ", streams.keySet());
  }

  void add(Subscriber subscriber) {
    subscribers.add(subscriber);
  }

  void remove(Subscriber subscriber) {
    subscribers.remove(subscriber);
  }

  /// The stream of this channel, or null.
  Stream stream(String channel) {
    return streams.get(channel);
  }

  List<String> channels() {
    return List.copyOf(streams.keySet());
  }

  List<Subscriber> subscribers() {
    return List.copyOf(subscribers);
  }

  int subscriberCount() {
    return subscribers.size();
  }

  long published() {
    return published;
  }
}
