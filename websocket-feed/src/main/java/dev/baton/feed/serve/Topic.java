package dev.baton.feed.serve;

import dev.baton.EventLoop;
import dev.baton.feed.Hub;
import dev.baton.feed.protocol.Reading;
import java.util.ArrayList;
import java.util.List;

/// Who listens to one channel on this server: gives what comes from the hub to each of them.
final class Topic implements AutoCloseable {
  private final EventLoop loop = EventLoop.running();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final Hub.Subscription source;

  Topic(Hub hub, String channel) {
    source = hub.subscribe(channel, this::publish);
  }

  /// In one go, and without waiting: each subscriber deals with it by its own [Outbox].
  private void publish(Reading reading) {
    if (subscriptions.isEmpty()) {
      return;
    }
    Event event = Event.of(reading, loop.time());
    // by index: nothing is allocated, and nobody can come or go meanwhile
    for (int i = 0; i < subscriptions.size(); i++) {
      subscriptions.get(i).offer(event);
    }
  }

  void add(Subscription subscription) {
    subscription.place(subscriptions.size());
    subscriptions.add(subscription);
  }

  /// Does nothing if it has gone.
  void remove(Subscription subscription) {
    int place = subscription.place();
    if (place < 0) {
      return;
    }
    Subscription last = subscriptions.removeLast();
    if (last != subscription) {
      subscriptions.set(place, last);
      last.place(place);
    }
    subscription.place(-1);
  }

  @Override
  public void close() {
    source.close();
  }
}
