package dev.baton.feed.serve;

import dev.baton.feed.Hub;
import dev.baton.feed.Journal;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The hub of one server: everything is in memory, and nothing waits.
public final class MemoryHub implements Hub {
  private final Map<String, ChannelLog> logs = new LinkedHashMap<>();
  private final Map<String, List<Consumer<Reading>>> listeners = new LinkedHashMap<>();
  private final Journal journal;

  /// Goes on where the journal ends.
  ///
  /// @param epoch the identity of the channels of which the journal knows nothing
  /// @param capacity how many readings of a channel are kept
  public MemoryHub(Collection<String> channels, String epoch, int capacity, Journal journal) {
    this.journal = journal;
    for (String channel : channels) {
      ChannelLog log =
          journal
              .past(channel, capacity)
              .map(past -> new ChannelLog(channel, past, capacity))
              .orElseGet(() -> new ChannelLog(channel, epoch, capacity));
      logs.put(channel, log);
      listeners.put(channel, new ArrayList<>());
    }
  }

  /// Ignored if `values` is empty.
  @Override
  public void publish(String channel, long time, Map<String, Double> values) {
    if (values.isEmpty()) {
      return;
    }
    Reading reading = logs.get(channel).append(time, values);
    journal.keep(reading);
    listeners.get(channel).forEach(listener -> listener.accept(reading));
  }

  @Override
  public Subscription subscribe(String channel, Consumer<Reading> listener) {
    List<Consumer<Reading>> all = listeners.get(channel);
    all.add(listener);
    return () -> all.remove(listener);
  }

  @Override
  public HistoryAnswer history(HistoryQuery query) {
    ChannelLog log = logs.get(query.channel());
    return log == null
        ? new HistoryAnswer.Failed(404, UnknownChannel.sentence(query.channel(), logs.keySet()))
        : log.answer(query);
  }

  @Override
  public Optional<State> state(String channel) {
    return Optional.ofNullable(logs.get(channel)).map(ChannelLog::state);
  }

  @Override
  public List<State> channels() {
    return logs.values().stream().map(ChannelLog::state).toList();
  }
}
