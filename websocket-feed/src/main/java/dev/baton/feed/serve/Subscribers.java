package dev.baton.feed.serve;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.feed.Hub;
import dev.baton.feed.protocol.ChannelPattern;
import dev.baton.feed.protocol.ClientMessage.Subscribe;
import dev.baton.feed.protocol.CloseCode;
import dev.baton.feed.protocol.Limits;
import dev.baton.feed.protocol.Messages;
import dev.baton.feed.protocol.ServerMessage;
import dev.baton.feed.protocol.ServerMessage.Heartbeat;
import dev.baton.feed.protocol.ServerMessage.Problem;
import dev.baton.feed.protocol.ServerMessage.Subscribed;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import dev.baton.feed.websocket.CloseCodes;
import dev.baton.feed.websocket.Frame;
import dev.baton.feed.websocket.WebSocketSettings;
import dev.baton.net.Stream;
import dev.baton.net.http.Response;
import dev.baton.sync.Event;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All subscribers of a server, and what they share.
final class Subscribers {
  /// They wait for a random time anyway.
  private static final long RETRY_MILLIS = 0;

  static final long BUSY_MILLIS = 5_000;

  /// Heartbeats.
  private static final int AT_ONCE = 100;

  /// Of one message.
  private static final int FRAMES = 256;

  /// For goodbyes: a close frame is answered within a second, or not at all.
  private static final Duration PARTING = Duration.ofSeconds(2);

  private final Hub hub;
  private final ServeSettings settings;
  private final Figures figures;
  private final WebSocketSettings limits;
  private final Map<String, Topic> topics = new LinkedHashMap<>();
  private final HeapShare share;
  private final PerAddress<Subscriber> all = new PerAddress<>();
  private final Event allGone = new Event("all subscribers have gone");
  private Frame welcome;
  private boolean stopping;

  Subscribers(Hub hub, ServeSettings settings, Figures figures) {
    this.hub = hub;
    this.settings = settings;
    this.figures = figures;
    this.limits =
        WebSocketSettings.defaults()
            .withMaxMessage(Limits.CLIENT_MESSAGE, FRAMES)
            .withPatience(settings.silence(), settings.patience());
    hub.beforeNewEpoch(() -> all.all().forEach(Subscribers::beginAnew));
    this.share = new HeapShare(settings.backlog().all(), this::outboxes);
    hub.channels().forEach(state -> topics.put(state.channel(), new Topic(hub, state.channel())));
  }

  private Collection<Outbox> outboxes() {
    return all.all().stream().map(Subscriber::outbox).toList();
  }

  /// What is said first to each of them.
  void welcomeWith(Welcome message) {
    welcome = Frame.text(Messages.text(message));
  }

  // --- coming and going

  /// Whether one more may come from this address: somebody of the address that has most may have to
  /// go for it.
  ///
  /// @return why it may not come; empty if it may
  Optional<Response> refusal(SocketAddress from) {
    if (stopping) {
      return refuse(503, "the server is stopping", 1);
    }
    if (all.size() < settings.places().subscribers()) {
      return Optional.empty();
    }
    int own = all.count(from);
    int most = all.largest();
    if (own + 1 < most) {
      all.takeNewestOfLargest()
          .ifPresent(one -> one.sendAway(CloseCode.TOO_MANY, "others need the place", BUSY_MILLIS));
      return Optional.empty();
    }
    return own > 1
        ? refuse(429, "this address has " + own + " subscribers, and no more can be let in", 5)
        : refuse(503, "there are " + all.size() + " subscribers; no more can be let in", 5);
  }

  private static Optional<Response> refuse(int status, String sentence, int retrySeconds) {
    return Optional.of(
        Response.text(status, sentence + "\n").header("Retry-After", "" + retrySeconds));
  }

  /// Serves a subscriber until it goes.
  @Suspends
  void serve(Stream stream) throws IOException {
    Subscriber one = new Subscriber(this, stream);
    all.add(one, stream.remoteAddress());
    try {
      one.run();
    } finally {
      all.remove(one);
      if (all.size() == 0 && stopping) {
        allGone.set();
      }
    }
  }

  /// Tells all that the server stops, and waits until they have gone, but not for long.
  @Suspends
  void stop() {
    stopping = true;
    all.all().forEach(this::sendAway);
    if (all.size() > 0) {
      try {
        Async.timeout(PARTING, allGone::await);
      } catch (TimeoutException late) {
        // they will find out
      }
    }
  }

  /// Because the server stops.
  void sendAway(Subscriber one) {
    one.sendAway(CloseCodes.GOING_AWAY, "the server is stopping", RETRY_MILLIS);
  }

  /// What the epoch was is told with a subscription, so it is made again.
  private static void beginAnew(Subscriber one) {
    one.sendAway(CloseCodes.GOING_AWAY, "the streams begin anew", RETRY_MILLIS);
  }

  boolean isStopping() {
    return stopping;
  }

  // --- what they hear

  /// Shows all that the server is there; lets others run meanwhile.
  ///
  /// @param time microseconds since 1970
  @Suspends
  void heartbeat(long time) {
    Map<String, Long> tops = new LinkedHashMap<>();
    Map<String, String> epochs = new LinkedHashMap<>();
    for (Hub.State state : hub.channels()) {
      tops.put(state.channel(), state.top());
      epochs.put(state.channel(), state.epoch());
    }
    Frame frame = Frame.text(Messages.text(new Heartbeat(time, tops, epochs)));
    WaitingMessage message = new WaitingMessage(frame, EventLoop.running().time());
    int done = 0;
    for (Subscriber subscriber : all.all()) {
      subscriber.heartbeat(message);
      if (++done % AT_ONCE == 0) {
        Async.yieldNow();
      }
    }
  }

  /// Makes a subscription, or several, or none.
  List<ServerMessage> answers(Subscribe wanted, Subscriber subscriber) {
    List<String> channels = new ChannelPattern(wanted.channel()).of(topics.keySet());
    if (channels.isEmpty()) {
      String sentence = UnknownChannel.sentence(wanted.channel(), topics.keySet());
      return List.of(new Problem(wanted.id(), "unknown-channel", sentence));
    }
    return channels.stream()
        .flatMap(channel -> hub.state(channel).stream())
        .map(state -> answer(wanted, state, subscriber))
        .toList();
  }

  private ServerMessage answer(Subscribe wanted, Hub.State state, Subscriber subscriber) {
    boolean recovered =
        state.epoch().equals(wanted.epoch())
            && wanted.next() >= state.first()
            && wanted.next() <= state.top() + 1;
    Subscribed answer =
        new Subscribed(
            wanted.id(), state.channel(), state.epoch(), state.first(), state.top(), recovered);
    subscriber.join(topics.get(state.channel()), wanted, answer);
    return answer;
  }

  // --- what they share

  Outbox newOutbox(Runnable onWork) {
    return new Outbox(settings, share, figures, onWork);
  }

  Frame welcome() {
    return welcome;
  }

  ServeSettings settings() {
    return settings;
  }

  WebSocketSettings limits() {
    return limits;
  }

  Figures figures() {
    return figures;
  }

  HeapShare share() {
    return share;
  }

  int count() {
    return all.size();
  }

  /// How many of them have subscribed to something.
  long subscribed() {
    return all.all().stream().filter(Subscriber::hasSubscribed).count();
  }

  List<Subscriber> list() {
    return all.all();
  }
}
