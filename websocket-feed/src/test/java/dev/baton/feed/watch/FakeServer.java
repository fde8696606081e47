package dev.baton.feed.watch;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.protocol.ClientMessage.Subscribe;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.Messages;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.protocol.ServerMessage;
import dev.baton.feed.protocol.ServerMessage.Heartbeat;
import dev.baton.feed.protocol.ServerMessage.Published;
import dev.baton.feed.protocol.ServerMessage.Subscribed;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import dev.baton.sync.Queue;
import dev.baton.sync.QueueShutDownException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A server in memory with one channel, whose network can be told to fail.
final class FakeServer implements FeedConnector, History {
  static final String CHANNEL = "host.cpu";
  static final int HISTORY = 50;

  final List<Reading> readings = new ArrayList<>();
  final List<HistoryQuery> questions = new ArrayList<>();
  final List<String> subscriptions = new ArrayList<>();
  int epochNumber;

  /// Of the readings that are published.
  Map<String, Double> values = Map.of("load", 0.5);

  /// How many readings it keeps.
  int history = HISTORY;

  boolean away;

  /// How a try to connect ends; null: well.
  IOException connectFails;

  int version = 1;
  int historyPort = 8788;
  List<String> channels = List.of(CHANNEL);

  /// What it says in place of the welcome.
  ServerMessage greeting;

  /// False: like servers of version 0.1.
  boolean saysEpochs = true;

  /// What its answers to subscriptions name instead of its epoch.
  UnaryOperator<String> answeredEpoch = UnaryOperator.identity();

  Duration historyTakes = Duration.ZERO;
  IOException historyFails;

  /// What a new watcher is promised everything above of, and in which epoch.
  long promisedAbove;

  String promisedEpoch;

  FakeLink link;
  int connects;

  String epoch() {
    return "e" + epochNumber;
  }

  long top() {
    return readings.size();
  }

  /// Adds a reading to the stream, and sends it if `send`.
  Reading publish(boolean send) {
    Reading reading = new Reading(CHANNEL, epoch(), top() + 1, top() * 1000, values);
    readings.add(reading);
    if (send) {
      say(new Published(reading));
    }
    return reading;
  }

  void heartbeat() {
    Map<String, String> epochs = saysEpochs ? Map.of(CHANNEL, epoch()) : Map.of();
    say(new Heartbeat(0, Map.of(CHANNEL, top()), epochs));
  }

  void say(ServerMessage message) {
    if (link != null) {
      link.messages.putNowait(Messages.text(message));
    }
  }

  void cut() {
    if (link != null) {
      link.messages.shutdown(true);
      link = null;
    }
  }

  void restart() {
    cut();
    changeEpoch();
  }

  /// As behind a proxy, whose connections to watchers live on.
  void changeEpoch() {
    readings.clear();
    epochNumber++;
  }

  @Override
  @Suspends
  public <T> T connect(Use<T> use) throws IOException {
    connects++;
    Async.sleep(Duration.ofMillis(10));
    if (connectFails != null) {
      throw connectFails;
    }
    if (away) {
      throw new IOException("nothing answers");
    }
    cut();
    FakeLink opened = new FakeLink();
    link = opened;
    say(greeting == null ? new Welcome(version, 5000, historyPort, channels) : greeting);
    try {
      return use.with(opened);
    } finally {
      opened.hangUp();
    }
  }

  @Override
  @Suspends
  public HistoryAnswer ask(int port, HistoryQuery query) throws IOException {
    questions.add(query);
    Async.sleep(historyTakes);
    if (away || historyFails != null) {
      throw away ? new IOException("nothing answers") : historyFails;
    }
    if (!query.epoch().equals(epoch())) {
      return new HistoryAnswer.OtherEpoch(epoch());
    }
    long first = Math.max(1, top() - history + 1);
    if (query.from() < first) {
      return new HistoryAnswer.Gone(first);
    }
    int to = (int) Math.min(Math.min(query.to(), query.from() + query.limit() - 1), top());
    return new HistoryAnswer.Page(
        CHANNEL, epoch(), first, top(), List.copyOf(readings.subList((int) query.from() - 1, to)));
  }

  final class FakeLink implements Link {
    final Queue<String> messages = new Queue<>();
    long lastHeard = EventLoop.running().time();

    @Override
    @Suspends
    public String receive() throws IOException {
      try {
        String message = messages.get();
        lastHeard = EventLoop.running().time();
        return message;
      } catch (QueueShutDownException cut) {
        throw new IOException("the connection was lost");
      }
    }

    @Override
    public void send(String text) {
      Subscribe subscribe;
      try {
        subscribe = (Subscribe) Messages.fromClient(text);
      } catch (BadMessageException e) {
        throw new AssertionError(e);
      }
      subscriptions.add(text);
      if (subscribe.epoch() == null) {
        promisedAbove = top();
        promisedEpoch = epoch();
      }
      if (link == this) {
        String answered = answeredEpoch.apply(epoch());
        long top = answered.equals(epoch()) ? top() : 0;
        say(new Subscribed(subscribe.id(), subscribe.channel(), answered, 1, top, false));
      }
    }

    @Override
    public long lastHeard() {
      return lastHeard;
    }

    @Override
    public void abort() {
      messages.shutdown(true);
    }

    private void hangUp() {
      if (link == this) {
        cut();
      }
    }
  }
}
