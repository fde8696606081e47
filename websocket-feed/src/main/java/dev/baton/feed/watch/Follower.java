package dev.baton.feed.watch;

import dev.baton.Suspends;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryAnswer.Failed;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.Limits;
import dev.baton.feed.protocol.Position;
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
/// A channel that is to begin at a time is not followed before its beginning is found in the
/// history: what comes meanwhile is fetched afterwards.
///
/// Two tasks come here: the one that reads the connection, and the one that fills holes. What each
/// learns must be shown in the order in which it was learned, although showing may wait: that is
/// what the lock is for.
final class Follower {
  private final String channel;
  private final ServerPresence server;
  private final PatientHistory history;
  private final Viewer viewer;
  private final HeldValues held;
  private final Recovery recovery;
  private final Lock order;
  private final Event missing;
  private final Start start;

  /// Where to look for the beginning; null if it is found, or need not be looked for.
  private Unlocated unlocated;

  /// A stream in which the beginning is to be found.
  ///
  /// @param first the oldest that its history has
  /// @param top the newest
  private record Unlocated(String epoch, long first, long top, long micros) {}

  Follower(
      String channel,
      ServerPresence server,
      PatientHistory history,
      Viewer viewer,
      HeldValues held,
      WatchSettings settings,
      Wanted wanted) {
    this.channel = channel;
    this.server = server;
    this.history = history;
    this.viewer = viewer;
    this.held = held;
    start = wanted.start();
    recovery = new Recovery(channel, settings.held(), wanted.mode());
    order = new Lock("order of " + channel);
    missing = new Event("something of " + channel + " is missing");
    wanted.positions().stream()
        .filter(position -> position.channel().equals(channel))
        .forEach(position -> recovery.begin(position.epoch(), position.next()));
  }

  @Suspends
  void subscribed(String epoch, long first, long top) {
    if (recovery.epoch() != null) {
      tell(() -> recovery.subscribed(epoch, top));
      return;
    }
    switch (start) {
      case Start.Now _ -> begin(epoch, top + 1, top);
      case Start.Number number -> begin(epoch, Math.min(number.seq(), top + 1), top);
      case Start.Time time -> {
        unlocated = new Unlocated(epoch, first, top, time.micros());
        missing.set();
      }
    }
  }

  @Suspends
  private void begin(String epoch, long from, long top) {
    tell(
        () -> {
          unlocated = null;
          recovery.begin(epoch, from);
          viewer.begins(new Position(channel, epoch, from));
          return recovery.subscribed(epoch, top);
        });
  }

  @Suspends
  void heard(Reading reading) {
    tell(() -> take(reading));
  }

  /// What comes too early and finds no room is missing, and fetched in its turn.
  private List<Delivery> take(Reading reading) {
    if (reading.seq() > recovery.next() && !held.haveRoomFor(reading)) {
      recovery.heardOf(reading.epoch(), reading.seq());
      return List.of();
    }
    return recovery.heard(reading);
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
      int before = holding();
      List<Delivery> deliveries = step.get();
      held.change(holding() - before);
      if (recovery.missing() == null && unlocated == null) {
        missing.clear();
      } else {
        missing.set();
      }
      deliveries.forEach(viewer::see);
    }
  }

  private int holding() {
    return recovery.held() + recovery.heldValues();
  }

  /// Fills holes as they appear.
  @Suspends
  void fill() {
    while (true) {
      missing.await();
      server.awaitUp();
      if (unlocated == null) {
        fillNext();
      } else {
        locate(unlocated);
      }
    }
  }

  @Suspends
  private void locate(Unlocated stream) {
    int asking = server.number();
    TimeSearch search =
        new TimeSearch(
            seq -> ask(stream.epoch, new Range(seq, seq), 1),
            stream.first,
            stream.top,
            stream.micros);
    long found = search.find();
    if (!server.isStill(asking) || unlocated != stream) {
      return; // the next subscription says where to look
    }
    begin(stream.epoch, found, stream.top);
    if (search.isLate()) {
      viewer.beginsLate(channel, found);
    }
  }

  @Suspends
  private HistoryAnswer ask(String epoch, Range range, int limit) {
    return history.ask(
        server.historyPort(), new HistoryQuery(channel, epoch, range.from(), range.to(), limit));
  }

  @Suspends
  private void fillNext() {
    Range hole = recovery.missing();
    if (hole == null) {
      return; // filled while this waited for the connection
    }
    String epoch = recovery.epoch();
    int asking = server.number();
    HistoryAnswer answer = ask(epoch, hole, Limits.HISTORY_EVENTS);
    if (answer instanceof Failed && !server.isStill(asking)) {
      return; // the server went away: to be asked when it is back
    }
    tell(() -> recovery.answered(epoch, hole, answer));
  }

  /// How many readings are known to be missing now.
  long missing() {
    Range range = recovery.missing();
    return range == null ? 0 : range.count();
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
}
