package dev.baton.feed.serve;

import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.protocol.ServerMessage.Heartbeat;
import dev.baton.feed.protocol.ServerMessage.Published;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The channels of a server and those who listen to them. Nothing here waits: a reading is offered
/// to every subscriber in one go, and each deals with it by its own [Outbox].
final class Hub {
  private final Map<String, ChannelLog> logs = new LinkedHashMap<>();
  private final Set<Subscriber> subscribers = new LinkedHashSet<>();
  private long published;

  /// @param epoch the identity of the logs, new for each run
  Hub(Collection<String> channels, String epoch, int capacity) {
    for (String channel : channels) {
      logs.put(channel, new ChannelLog(channel, epoch, capacity));
    }
  }

  /// Publishes one reading. Ignored if `values` is empty.
  ///
  /// @param time microseconds since 1970
  void publish(String channel, long time, Map<String, Double> values) {
    if (values.isEmpty()) {
      return;
    }
    Reading reading = logs.get(channel).append(time, values);
    Frame frame = Frame.of(new Published(reading));
    subscribers.forEach(subscriber -> subscriber.offer(reading, frame));
    published++;
  }

  void heartbeat(long time) {
    Map<String, Long> tops = new LinkedHashMap<>();
    Map<String, String> epochs = new LinkedHashMap<>();
    for (ChannelLog log : logs.values()) {
      tops.put(log.channel(), log.top());
      epochs.put(log.channel(), log.epoch());
    }
    Frame frame = Frame.of(new Heartbeat(time, tops, epochs));
    subscribers.forEach(subscriber -> subscriber.heartbeat(frame));
  }

  HistoryAnswer history(HistoryQuery query) {
    ChannelLog log = logs.get(query.channel());
    return log == null
        ? new HistoryAnswer.Failed(404, unknown(query.channel()))
        : log.answer(query);
  }

  String unknown(String channel) {
    return "there is no channel " + channel + "; there are " + String.join(", ", logs.keySet());
  }

  void add(Subscriber subscriber) {
    subscribers.add(subscriber);
  }

  void remove(Subscriber subscriber) {
    subscribers.remove(subscriber);
  }

  /// The log of this channel, or null.
  ChannelLog log(String channel) {
    return logs.get(channel);
  }

  List<String> channels() {
    return List.copyOf(logs.keySet());
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
