package dev.baton.feed.watch;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.protocol.ClientMessage.Subscribe;
import dev.baton.feed.protocol.Messages;
import dev.baton.feed.protocol.ServerMessage;
import dev.baton.feed.protocol.ServerMessage.Bye;
import dev.baton.feed.protocol.ServerMessage.Event;
import dev.baton.feed.protocol.ServerMessage.Heartbeat;
import dev.baton.feed.protocol.ServerMessage.Lost;
import dev.baton.feed.protocol.ServerMessage.Problem;
import dev.baton.feed.protocol.ServerMessage.Subscribed;
import dev.baton.feed.protocol.ServerMessage.Unknown;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// One connection, from the welcome to its end.
final class Session {
  /// What a connection began with.
  ///
  /// @param first the answer to the first subscription
  record Begun(Welcome welcome, ServerMessage first) {}

  private static final int VERSION = 1;

  /// Added to two heartbeats: a connection that is silent for longer is dead.
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Transport.Link link;
  private final Followers followers;

  /// Channels whose subscription is under way.
  private final Set<String> unanswered = new HashSet<>();

  /// By channel, the epoch because of which it was subscribed to again.
  private final Map<String, String> askedFor = new HashMap<>();

  private long subscriptions;

  Session(Transport.Link link, Followers followers) {
    this.link = link;
    this.followers = followers;
  }

  /// Waits for the welcome, subscribes to every channel from where its follower is, and waits for
  /// an answer.
  @Suspends
  Begun begin(Duration limit) throws IOException {
    Welcome welcome = welcome(limit);
    welcome.channels().forEach(channel -> subscribe(followers.follow(channel)));
    ServerMessage first;
    do {
      first = next(limit);
    } while (first instanceof Event || first instanceof Heartbeat || first instanceof Lost);
    return new Begun(welcome, first);
  }

  private void subscribe(Follower follower) {
    String channel = follower.channel();
    unanswered.add(channel);
    link.send(
        Messages.text(new Subscribe(++subscriptions, channel, follower.epoch(), follower.next())));
  }

  /// The epoch of a channel may change while the connection lives, as behind a proxy. Then it is
  /// subscribed to again, once for each epoch that is heard of.
  private void subscribeAnew(Follower follower) {
    String other = follower.otherEpoch();
    boolean due = other != null && !unanswered.contains(follower.channel());
    if (due && !other.equals(askedFor.put(follower.channel(), other))) {
      subscribe(follower);
    }
  }

  @Suspends
  private Welcome welcome(Duration limit) throws IOException {
    if (!(next(limit) instanceof Welcome welcome)) {
      throw new RefusedException("the server did not say welcome; is it a feed?");
    }
    if (welcome.version() != VERSION) {
      throw new RefusedException(
          "the server speaks version %d of the protocol, this program version %d"
              .formatted(welcome.version(), VERSION));
    }
    if (welcome.channels().isEmpty()) {
      throw new RefusedException("the server publishes nothing");
    }
    return welcome;
  }

  /// Reads until the server says goodbye.
  ///
  /// @throws IOException when the connection is lost, or silent for too long
  @Suspends
  Bye read(Begun begun) throws IOException {
    Duration heartbeat = Duration.ofMillis(begun.welcome().heartbeatMillis());
    Duration patience = heartbeat.multipliedBy(2).plus(GRACE);
    ServerMessage message = begun.first();
    while (!(message instanceof Bye)) {
      take(message);
      followers.all().forEach(this::subscribeAnew);
      message = next(patience);
    }
    return (Bye) message;
  }

  @Suspends
  private ServerMessage next(Duration limit) throws IOException {
    try {
      return Messages.fromServer(Async.timeout(limit, link::receive));
    } catch (TimeoutException e) {
      throw new IOException("the server was silent for " + limit.toMillis() + " ms", e);
    }
  }

  @Suspends
  private void take(ServerMessage message) throws IOException {
    switch (message) {
      case Subscribed m -> {
        of(m.channel()).subscribed(m.epoch(), m.top());
        unanswered.remove(m.channel());
      }
      case Event m -> of(m.reading().channel()).heard(m.reading());
      case Lost m -> of(m.channel()).heardOf(m.epoch(), m.to());
      case Heartbeat m -> {
        for (Follower follower : followers.all()) {
          String channel = follower.channel();
          follower.heardOf(m.epochs().get(channel), m.tops().getOrDefault(channel, 0L));
        }
      }
      case Problem m -> throw new RefusedException("the server refuses: " + m.message());
      case Welcome _ -> throw new BadMessageException("the server said welcome twice");
      case Bye _, Unknown _ -> {}
    }
  }

  private Follower of(String channel) throws BadMessageException {
    Follower follower = followers.of(channel);
    if (follower == null) {
      throw new BadMessageException("the server sent channel " + channel + ", unasked");
    }
    return follower;
  }
}
