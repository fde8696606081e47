package dev.baton.feed;

import dev.baton.Suspends;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.Reading;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The channels of a feed: numbers what is published, keeps it for a while, and passes it on.
///
/// The one of a single server has all of it in memory. Servers that share their channels need
/// another, which is why some methods may wait.
public interface Hub {
  /// Where a channel stands.
  ///
  /// @param first the oldest number that the history has, or the next one if it has none
  /// @param top the newest; 0 before the first
  record State(String channel, String epoch, long first, long top) {}

  /// The subscriptions of one listener.
  interface Subscription extends AutoCloseable {
    /// Nothing more comes.
    @Override
    void close();
  }

  /// Gives readings of one moment the next numbers of their channels, keeps them, and passes them
  /// to who has subscribed.
  ///
  /// @param time microseconds since 1970
  /// @param values by channel; a channel without values has no reading
  @Suspends
  void publish(long time, Map<String, Map<String, Double>> values);

  /// The same for one channel.
  @Suspends
  default void publish(String channel, long time, Map<String, Double> values) {
    publish(time, Map.of(channel, values));
  }

  /// Passes on what is published from now on, in the order of its numbers. What was published
  /// before is in the history.
  ///
  /// @param listener is called on the loop; must neither wait nor fail
  Subscription subscribe(String channel, Consumer<Reading> listener);

  /// Calls this just before the streams go on in another epoch while the hub is in use.
  ///
  /// @param listener must neither wait nor fail
  void beforeNewEpoch(Runnable listener);

  /// Answers from what is kept.
  @Suspends
  HistoryAnswer history(HistoryQuery query);

  /// Where this channel stands; empty if there is none of this name.
  Optional<State> state(String channel);

  /// An identity for streams that begin now: 63 random bits.
  static String newEpoch() {
    return Long.toString(new SecureRandom().nextLong() & Long.MAX_VALUE, 36);
  }

  /// Where each channel stands, in the order in which they are shown.
  List<State> channels();
}
