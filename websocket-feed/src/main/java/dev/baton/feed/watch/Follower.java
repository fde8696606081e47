package dev.baton.feed.watch;

import dev.baton.Suspends;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryAnswer.Failed;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.Limits;
import dev.baton.feed.protocol.Range;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Recovery;
import dev.baton.sync.Event;
import dev.baton.sync.Hold;
import dev.baton.sync.Lock;
import java.util.List;
import java.util.function.Supplier;

/// Follows one channel: gives what comes to its [Recovery], and asks the history for what is
/// missing.
///
/// Two tasks come here: the one that reads the connection, and the one that fills holes. What each
/// learns must be shown in the order in which it was learned, although showing may wait: that is
/// what the lock is for.
final class Follower {
  private final String channel;
  private final ServerPresence server;
  private final PatientHistory history;
  private final Viewer viewer;
  private final Recovery recovery;
  private final Lock order;
  private final Event missing;
  private long filled;

  Follower(
      String channel,
      ServerPresence server,
      PatientHistory history,
      Viewer viewer,
      WatchSettings settings) {
    this.channel = channel;
    this.server = server;
    this.history = history;
    this.viewer = viewer;
    recovery = new Recovery(channel, settings.held());
    order = new Lock("order of " + channel);
    missing = new Event("something of " + channel + " is missing");
  }

  @Suspends
  void subscribed(String epoch, long top) {
    tell(() -> recovery.subscribed(epoch, top));
  }

  @Suspends
  void heard(Reading reading) {
    tell(() -> recovery.heard(reading));
  }

  @Suspends
  void heardOf(String epoch, long top) {
    tell(
        () -> {
          recovery.heardOf(epoch, top);
          return List.of();
        });
  }

  /// Takes one step of the recovery and shows what comes of it.
  @Suspends
  private void tell(Supplier<List<Delivery>> step) {
    try (Hold _ = order.acquire()) {
      List<Delivery> deliveries = step.get();
      if (recovery.missing() == null) {
        missing.clear();
      } else {
        missing.set();
      }
      deliveries.forEach(viewer::see);
    }
  }

  /// Fills holes as they appear.
  @Suspends
  void fill() {
    while (true) {
      missing.await();
      server.awaitUp();
      fillNext();
    }
  }

  @Suspends
  private void fillNext() {
    Range hole = recovery.missing();
    if (hole == null) {
      return; // filled while this waited for the connection
    }
    String epoch = recovery.epoch();
    int asking = server.number();
    HistoryAnswer answer =
        history.ask(
            server.historyPort(),
            new HistoryQuery(channel, epoch, hole.from(), hole.to(), Limits.HISTORY_EVENTS));
    if (answer instanceof Failed && !server.isStill(asking)) {
      return; // the server went away: to be asked when it is back
    }
    tell(
        () -> {
          List<Delivery> deliveries = recovery.answered(epoch, hole, answer);
          filled += deliveries.stream().filter(Delivery.Delivered.class::isInstance).count();
          return deliveries;
        });
  }

  String channel() {
    return channel;
  }

  /// Where to resume.
  String epoch() {
    return recovery.epoch();
  }

  /// The epoch that was heard of in place of it since the last subscription, or null.
  String otherEpoch() {
    return recovery.otherEpoch();
  }

  long next() {
    return recovery.next();
  }

  /// How many readings came by way of the history, or had to wait for it.
  long filled() {
    return filled;
  }
}
