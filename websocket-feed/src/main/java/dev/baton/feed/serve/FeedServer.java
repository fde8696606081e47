package dev.baton.feed.serve;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.ReadingSource;
import dev.baton.feed.protocol.ChannelInfo;
import dev.baton.feed.protocol.CloseCode;
import dev.baton.feed.protocol.ServerMessage.Bye;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import dev.baton.net.http.Guard;
import dev.baton.sync.Event;
import dev.baton.sync.Queue;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// The server: measures, publishes, and serves the history.
///
/// ```text
///  main ---- measure       each second: ReadingSource -> Hub -> the outbox of each subscriber
///    +------ heartbeat
///    +------ history       answers requests
///    +------ connections   fails if the WebSocket server does
///    +------ reception ---- subscriber 1, subscriber 2, ...
/// ```
///
/// A connection that comes gets its task from `reception`: the group knows every task there is. It
/// runs until its task is cancelled or [#stop()] is called; subscribers are then told.
public final class FeedServer {
  /// The address and the ports that it listens at, and what it publishes.
  ///
  /// @param epoch the identity of its streams
  public record Addresses(
      String host, int port, int historyPort, String epoch, List<String> channels) {
    /// The host as URLs have it: an address of IPv6 in brackets.
    public String urlHost() {
      return host.contains(":") ? "[" + host + "]" : host;
    }
  }

  private static final int ARRIVALS = 100;

  private final ReadingSource source;
  private final ServeSettings settings;
  private final Guard guard;
  private final Hub hub;
  private final String epoch = newEpoch();
  private final Event stopping = new Event("the server is to stop");

  /// Who has come and has no task yet.
  private final Queue<Subscriber> arrivals = new Queue<>(ARRIVALS);

  /// Can be made outside a loop, and then run once in one.
  ///
  /// @param guard refuses requests for other hosts
  public FeedServer(ReadingSource source, ServeSettings settings, Guard guard) {
    this.source = source;
    this.settings = settings;
    this.guard = guard;
    this.hub = new Hub(source.read().keySet(), epoch, settings.capacity());
  }

  private static String newEpoch() {
    return Long.toString(new SecureRandom().nextLong() & Long.MAX_VALUE, 36);
  }

  /// Serves until it is stopped.
  ///
  /// @param port for WebSocket; 0: any that is free
  /// @param historyPort for HTTP; 0: any that is free
  /// @param onStarted is called once it can be reached
  /// @param onTrouble gets a message for people if something fails and the server goes on
  /// @throws CannotServeException if a port cannot be had
  @Suspends
  public void run(
      String host,
      int port,
      int historyPort,
      Consumer<Addresses> onStarted,
      Consumer<String> onTrouble)
      throws Exception {
    requireFree(new InetSocketAddress(host, port));
    try (HistoryEndpoint history = openHistory(new InetSocketAddress(host, historyPort))) {
      TaskGroup.run(group -> serve(group, host, port, history, onStarted, onTrouble));
    }
  }

  @Suspends
  private void serve(
      TaskGroup group,
      String host,
      int port,
      HistoryEndpoint history,
      Consumer<Addresses> onStarted,
      Consumer<String> onTrouble)
      throws Exception {
    Welcome welcome =
        new Welcome(
            1,
            settings.heartbeat().toMillis(),
            history.port(),
            hub.channels(),
            ChannelInfo.units(source.channels()));
    WebSocketEndpoint endpoint =
        openWebSocket(
            new InetSocketAddress(host, port),
            link -> receive(link, welcome),
            failure -> group.spawn("trouble", () -> onTrouble.accept(cannotAccept(failure))));
    List<Task<?>> parts = new ArrayList<>();
    try {
      parts.add(group.spawn("history", history::serve));
      parts.add(group.spawn("connections", endpoint::join));
      parts.add(group.spawn("reception", () -> startSubscribers(group)));
      parts.add(group.spawn("measure", this::measure));
      parts.add(group.spawn("heartbeat", this::heartbeat));
      onStarted.accept(
          new Addresses(host, endpoint.getPort(), history.port(), epoch, hub.channels()));
      stopping.await();
    } finally {
      parts.forEach(Task::cancel);
      hub.subscribers().forEach(Subscriber::stop);
      endpoint.close();
    }
  }

  /// So that of two ports in use the one is named that was asked for. The history opens first all
  /// the same, as each subscriber is told its port at once.
  private static void requireFree(InetSocketAddress address) throws CannotServeException {
    try (Socket socket = new Socket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
    } catch (IOException e) {
      throw cannotListenForWebSocket(address, e);
    }
  }

  private HistoryEndpoint openHistory(InetSocketAddress address) throws CannotServeException {
    try {
      return HistoryEndpoint.open(address, hub, guard, settings.subscribers());
    } catch (IOException e) {
      throw cannotListen(address, "the history", "--http-port", e);
    }
  }

  @Suspends
  private WebSocketEndpoint openWebSocket(
      InetSocketAddress address,
      Function<Link, Link.Peer> reception,
      Consumer<IOException> onCannotAccept)
      throws CannotServeException, InterruptedException {
    try {
      return WebSocketEndpoint.open(address, settings, guard, reception, onCannotAccept);
    } catch (IOException e) {
      throw cannotListenForWebSocket(address, e);
    }
  }

  private static CannotServeException cannotListenForWebSocket(
      InetSocketAddress address, IOException e) {
    return cannotListen(address, "WebSocket", "--port", e);
  }

  private static CannotServeException cannotListen(
      InetSocketAddress address, String what, String option, IOException e) {
    String where = address.getHostString() + ":" + address.getPort() + ", for " + what + ",";
    return e instanceof BindException && String.valueOf(e.getMessage()).contains("in use")
        ? new CannotServeException(
            where + " is in use; stop what listens there, or choose another with " + option, e)
        : new CannotServeException(
            where + " cannot be listened at: " + e.getMessage() + "; choose another", e);
  }

  private static String cannotAccept(IOException failure) {
    return "a connection could not be accepted: %s; who connects now waits until another goes;"
            .formatted(failure.getMessage())
        + " allow more files with ulimit -n";
  }

  /// A new connection, on the loop.
  private Link.Peer receive(Link link, Welcome welcome) {
    if (arrivals.isFull() || hub.subscriberCount() >= settings.subscribers()) {
      String why = "there are " + hub.subscriberCount() + " subscribers; no more are let in";
      link.send(Frame.of(new Bye(CloseCode.TOO_MANY, why, 5000)));
      link.close(CloseCode.TOO_MANY, why);
      return null;
    }
    Subscriber subscriber = new Subscriber(hub, link, settings);
    subscriber.welcome(welcome);
    arrivals.putNowait(subscriber);
    return subscriber;
  }

  @Suspends
  private void startSubscribers(TaskGroup group) {
    while (true) {
      Subscriber subscriber = arrivals.get();
      group.spawn(subscriber.toString(), subscriber::run);
    }
  }

  /// Reads and publishes once an interval. A late reading does not make the next one late; what was
  /// missed altogether, as when the machine was asleep, is not made up for.
  @Suspends
  private void measure() {
    EventLoop loop = EventLoop.running();
    long every = settings.every().toNanos();
    long due = loop.time() + every;
    while (true) {
      Async.sleep(Duration.ofNanos(due - loop.time()));
      long time = now();
      source.read().forEach((channel, values) -> hub.publish(channel, time, values));
      due += every;
      if (due <= loop.time()) {
        due = loop.time() + every;
      }
    }
  }

  @Suspends
  private void heartbeat() {
    while (true) {
      Async.sleep(settings.heartbeat());
      hub.heartbeat(now());
    }
  }

  private static long now() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  /// Lets [#run] end.
  public void stop() {
    stopping.set();
  }

  /// How many readings were published.
  public long published() {
    return hub.published();
  }

  /// How many subscribers there are.
  public int subscribers() {
    return hub.subscriberCount();
  }

  Hub hub() {
    return hub;
  }
}
