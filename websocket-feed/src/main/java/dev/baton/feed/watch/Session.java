package dev.baton.feed.watch;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.protocol.ClientMessage.Subscribe;
import dev.baton.feed.protocol.Messages;
import dev.baton.feed.protocol.ServerMessage;
import dev.baton.feed.protocol.ServerMessage.Bye;
import dev.baton.feed.protocol.ServerMessage.Heartbeat;
import dev.baton.feed.protocol.ServerMessage.Lost;
import dev.baton.feed.protocol.ServerMessage.Problem;
import dev.baton.feed.protocol.ServerMessage.Published;
import dev.baton.feed.protocol.ServerMessage.Subscribed;
import dev.baton.feed.protocol.ServerMessage.Unknown;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import dev.baton.program.TimeSpan;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One connection, from the welcome to its end.
final class Session {
  /// What a connection began with.
  ///
  /// @param first the answer to the first subscription
  record Begun(Welcome welcome, ServerMessage first) {}

  private static final int VERSION = 1;

  /// Added to two heartbeats: a connection that is silent for longer is dead.
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final FeedConnector.Link link;
  private final Followers followers;
  private final Wanted wanted;
  private final Viewer viewer;

  private final Map<String, Subscription> byChannel = new HashMap<>();
  private long lastId;

  Session(FeedConnector.Link link, Followers followers, Wanted wanted, Viewer viewer) {
    this.link = link;
    this.followers = followers;
    this.wanted = wanted;
    this.viewer = viewer;
  }

  /// Waits for the welcome, subscribes to every channel that is wanted from where its follower is,
  /// and waits for an answer.
  @Suspends
  Begun begin(Duration limit) throws IOException {
    Welcome welcome = welcome(limit);
    List<String> channels = choose(welcome.channels());
    viewer.welcomed(welcome, channels);
    for (String channel : channels) {
      subscribe(followers.follow(channel), null);
    }
    ServerMessage first;
    do {
      first = next(limit);
    } while (first instanceof Published || first instanceof Heartbeat || first instanceof Lost);
    return new Begun(welcome, first);
  }

  /// Something that was never there is a mistake of whoever asks for it; later it may come back.
  private List<String> choose(List<String> published) throws IOException {
    Optional<String> missing = wanted.selection().missing("the server", published);
    if (missing.isPresent() && followers.all().isEmpty()) {
      throw new NotThereException(missing.get());
    }
    List<String> channels = wanted.selection().choose(published);
    if (channels.isEmpty()) {
      throw new IOException("the server publishes nothing of what is watched");
    }
    return channels;
  }

  /// @param heardOf the epoch that was heard of in place of the follower's, or null
  private void subscribe(Follower follower, String heardOf) {
    String channel = follower.channel();
    subscription(channel).ask(heardOf);
    link.send(
        Messages.text(
            new Subscribe(++lastId, channel, follower.epoch(), follower.next(), wanted.mode())));
  }

  private void subscribeAnew(Follower follower) {
    String other = follower.otherEpoch();
    if (subscription(follower.channel()).isDue(other)) {
      subscribe(follower, other);
    }
  }

  private Subscription subscription(String channel) {
    return byChannel.computeIfAbsent(channel, Subscription::new);
  }

  @Suspends
  private Welcome welcome(Duration limit) throws IOException {
    ServerMessage first = next(limit);
    if (first instanceof Bye bye) {
      throw Refusal.of(bye);
    }
    if (!(first instanceof Welcome welcome)) {
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

  /// Also a part of a message is a sign of life: whoever sends one slowly is given time.
  @Suspends
  private ServerMessage next(Duration limit) throws IOException {
    for (Duration left = limit; ; left = left(limit)) {
      try {
        return Messages.fromServer(Async.timeout(left, link::receive));
      } catch (TimeoutException e) {
        if (!left(limit).isPositive()) {
          throw new IOException("the server was silent for " + TimeSpan.text(limit), e);
        }
      }
    }
  }

  private Duration left(Duration limit) {
    return limit.minusNanos(EventLoop.running().time() - link.lastHeard());
  }

  @Suspends
  private void take(ServerMessage message) throws IOException {
    switch (message) {
      case Subscribed m -> {
        of(m.channel()).subscribed(m.epoch(), m.first(), m.top());
        subscription(m.channel()).answered(m.epoch());
      }
      case Published m -> of(m.reading().channel()).heard(m.reading());
      case Lost m -> of(m.channel()).heardOf(m.epoch(), m.to());
      case Heartbeat m -> {
        for (Follower follower : followers.all()) {
          String channel = follower.channel();
          follower.heardOf(m.epochs().get(channel), m.tops().getOrDefault(channel, 0L));
          subscription(channel).heartbeat();
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
