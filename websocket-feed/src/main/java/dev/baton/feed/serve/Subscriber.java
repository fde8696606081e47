package dev.baton.feed.serve;

import dev.baton.EventLoop;
import dev.baton.Handle;
import dev.baton.Suspends;
import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.protocol.ClientMessage.Subscribe;
import dev.baton.feed.protocol.CloseCode;
import dev.baton.feed.protocol.Messages;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.protocol.ServerMessage;
import dev.baton.feed.protocol.ServerMessage.Bye;
import dev.baton.feed.protocol.ServerMessage.Problem;
import dev.baton.feed.protocol.ServerMessage.Subscribed;
import dev.baton.sync.Event;
import dev.baton.sync.QueueShutDownException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;

/// One subscriber: a task that sends what waits for it, as fast as it confirms what it was sent.
///
/// ```text
///  Hub -- offer --> Outbox (bounded, drops) -- task --> Window (bounded, waits) --> Link
///                                                          ^--------- pong ----------+
/// ```
///
/// Two rules keep a slow one from costing anything: what does not fit in its outbox is dropped and
/// declared, and whoever confirms nothing for as long as the server's patience is cut off.
final class Subscriber implements Link.Peer {
  private static final SecureRandom RANDOM = new SecureRandom();

  /// Bytes on their way to one subscriber.
  private static final int MAX_UNCONFIRMED_BYTES = 256 * 1024;

  /// At most.
  private static final int PONG_BYTES = 127;

  private static final int GOING_AWAY = 1001;
  private static final long RETRY_MILLIS = 500;

  private final Hub hub;
  private final Link link;
  private final ServeSettings settings;
  private final Outbox outbox;
  private final Window window;
  private final Event room = new Event("room for more unconfirmed messages");
  private final Set<String> channels = new HashSet<>();
  private final EventLoop loop = EventLoop.running();

  /// Until it subscribes.
  private Handle idleLimit;

  /// Whenever a ping is under way.
  private Handle pongLimit;

  private boolean pingDue;
  private boolean closed;

  Subscriber(Hub hub, Link link, ServeSettings settings) {
    this.hub = hub;
    this.link = link;
    this.settings = settings;
    outbox = new Outbox(settings.queue());
    window = new Window(settings.unconfirmed(), MAX_UNCONFIRMED_BYTES);
    room.set();
  }

  /// Says welcome, and expects a subscription soon.
  void welcome(ServerMessage welcome) {
    hub.add(this);
    outbox.add(Frame.of(welcome));
    idleLimit =
        loop.callLater(
            settings.patience(), () -> link.close(CloseCode.IDLE, "no subscription came in time"));
  }

  /// Sends what waits until the connection is closed, or it is stopped or cancelled.
  @Suspends
  void run() {
    try {
      while (true) {
        Frame frame = outbox.take();
        while (!room.isSet()) {
          room.await();
        }
        if (!closed) {
          link.send(frame);
          sent(frame.length());
        }
      }
    } catch (QueueShutDownException connectionClosed) {
      // nothing left to do
    } finally {
      stop();
    }
  }

  /// Says goodbye, unless the connection is closed, and lets the task end.
  void stop() {
    if (!closed) {
      link.send(Frame.of(new Bye(GOING_AWAY, "the server is stopping", RETRY_MILLIS)));
      link.close(GOING_AWAY, "the server is stopping");
      onClosed();
    }
  }

  // --- what is to be sent

  void offer(Reading reading, Frame frame) {
    if (channels.contains(reading.channel())) {
      outbox.event(reading, frame);
    }
  }

  void heartbeat(Frame frame) {
    if (!channels.isEmpty()) {
      pingDue = true;
      outbox.add(frame);
    }
  }

  private void sent(int bytes) {
    window.sent(bytes);
    pingIfDue();
    if (!window.hasRoom()) {
      room.clear();
    }
  }

  private void pingIfDue() {
    if (window.isPinging() || !(pingDue || window.wantsPing())) {
      return;
    }
    pingDue = false;
    long token = RANDOM.nextLong();
    window.ping(token);
    link.ping(token);
    pongLimit =
        loop.callLater(settings.patience(), () -> link.cut(CloseCode.SLOW, "it does not read"));
  }

  // --- what comes from it

  @Override
  public void onConfirmed(long token) {
    if (!closed && window.confirm(token)) {
      pongLimit.cancel();
      onPing();
      if (window.hasRoom()) {
        room.set();
      }
      pingIfDue();
    }
  }

  /// Answers the newest ping, before what waits in the outbox is sent. An answer takes room in the
  /// window as data does, so a subscriber that sends pings and reads nothing gets none.
  @Override
  public void onPing() {
    if (!closed && window.hasRoom() && link.pong()) {
      sent(PONG_BYTES);
    }
  }

  @Override
  public void onText(String text) {
    if (closed) {
      return;
    }
    try {
      if (Messages.fromClient(text) instanceof Subscribe subscribe) {
        subscribe(subscribe);
      }
    } catch (BadMessageException e) {
      link.close(CloseCode.BAD_MESSAGE, e.getMessage());
    }
  }

  private void subscribe(Subscribe wanted) {
    ChannelLog log = hub.log(wanted.channel());
    ServerMessage answer;
    if (log == null) {
      answer = new Problem(wanted.id(), "unknown-channel", hub.unknown(wanted.channel()));
    } else {
      idleLimit.cancel();
      channels.add(wanted.channel());
      answer = subscribed(wanted, log);
    }
    if (!outbox.add(Frame.of(answer))) {
      link.cut(CloseCode.TOO_MANY, "too many messages");
    }
  }

  private static Subscribed subscribed(Subscribe wanted, ChannelLog log) {
    boolean recovered = wanted.epoch() != null && log.reaches(wanted.epoch(), wanted.next());
    return new Subscribed(
        wanted.id(), log.channel(), log.epoch(), log.first(), log.top(), recovered);
  }

  @Override
  public void onClosed() {
    closed = true;
    hub.remove(this);
    idleLimit.cancel();
    if (window.isPinging()) {
      pongLimit.cancel();
    }
    outbox.close();
    room.set();
  }

  // --- for tests

  /// How many messages wait for it, and how many are on their way.
  int backlog() {
    return outbox.size() + window.frames();
  }

  @Override
  public String toString() {
    return "subscriber " + link.address();
  }
}
