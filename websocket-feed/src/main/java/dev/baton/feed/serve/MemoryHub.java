package dev.baton.feed.serve;

import dev.baton.Suspends;
import dev.baton.feed.Hub;
import dev.baton.feed.Journal;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.Reading;
import dev.baton.sync.Lock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The hub of one server: everything is in memory, and only the journal may wait.
public final class MemoryHub implements Hub {
  private final Map<String, ChannelLog> logs = new LinkedHashMap<>();
  private final Map<String, List<Consumer<Reading>>> listeners = new LinkedHashMap<>();
  private final List<Runnable> beforeNewEpoch = new ArrayList<>();
  private final Journal journal;
  private final int capacity;

  /// So that numbers are kept in their order, whoever publishes.
  private final Lock publishing = new Lock("publishing");

  /// Goes on where the journal ends.
  ///
  /// @param epoch the identity of the channels of which the journal knows nothing
  /// @param capacity how many readings of a channel are kept
  public MemoryHub(Collection<String> channels, String epoch, int capacity, Journal journal) {
    this.journal = journal;
    this.capacity = capacity;
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

  @Override
  @Suspends
  public void publish(long time, Map<String, Map<String, Double>> values) {
    try (var _ = publishing.acquire()) {
      List<Reading> readings = next(time, values);
      if (!journal.keep(readings)) {
        beginNewEpoch();
        readings = next(time, values);
      }
      readings.forEach(this::pass);
    }
  }

  private List<Reading> next(long time, Map<String, Map<String, Double>> values) {
    List<Reading> readings = new ArrayList<>(values.size());
    values.forEach(
        (channel, figures) -> {
          if (!figures.isEmpty()) {
            readings.add(logs.get(channel).next(time, figures));
          }
        });
    return readings;
  }

  private void beginNewEpoch() {
    beforeNewEpoch.forEach(Runnable::run);
    String epoch = Hub.newEpoch();
    logs.replaceAll((channel, _) -> new ChannelLog(channel, epoch, capacity));
  }

  private void pass(Reading reading) {
    logs.get(reading.channel()).append(reading);
    listeners.get(reading.channel()).forEach(listener -> listener.accept(reading));
  }

  @Override
  public void beforeNewEpoch(Runnable listener) {
    beforeNewEpoch.add(listener);
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
