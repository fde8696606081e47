package dev.baton.feed.serve;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.Hub;
import dev.baton.feed.ReadingSource;
import dev.baton.feed.protocol.ChannelInfo;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import dev.baton.feed.websocket.ServerHandshake;
import dev.baton.net.Listener;
import dev.baton.net.Net;
import dev.baton.net.http.Handler;
import dev.baton.net.http.HttpServer;
import dev.baton.net.http.HttpSettings;
import dev.baton.sync.Event;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/// The server: measures, publishes, and serves the history and the page, all on one port.
///
/// ```text
///  main ---- measure       each second: ReadingSource -> Hub -> the outbox of each subscriber
///    +------ heartbeat
///    +------ reception ---- connection 1, connection 2, ...: HTTP, then maybe WebSocket
/// ```
///
/// It runs until its task is cancelled or [#stop()] is called; subscribers are then told.
public final class FeedServer {
  /// The address and the port that it listens at, and what it publishes.
  ///
  /// @param epoch the identity of the streams that begin now
  /// @param isSecure whether connections are of TLS
  public record Addresses(
      String host, int port, String epoch, List<String> channels, boolean isSecure) {
    /// The host as URLs have it: an address of IPv6 in brackets.
    public String urlHost() {
      return host.contains(":") ? "[" + host + "]" : host;
    }
  }

  /// How it is reached.
  ///
  /// @param tls has its key and certificate; null: connections are not secured
  /// @param page answers whatever is not the feed's
  public record Entrance(InetSocketAddress address, Access access, SSLContext tls, Handler page) {}

  private static final Duration IDLE = Duration.ofSeconds(15);

  private final ReadingSource source;
  private final ServeSettings settings;
  private final Hub hub;
  private final InstantSource clock;
  private final Figures figures = new Figures();
  private final Event stopping = new Event("the server is to stop");

  /// Known when it runs.
  private Subscribers subscribers;

  /// Can be made outside a loop, and then run once in one.
  ///
  /// @param clock of the times that are shown to people
  public FeedServer(ReadingSource source, ServeSettings settings, Hub hub, InstantSource clock) {
    this.source = source;
    this.settings = settings;
    this.hub = hub;
    this.clock = clock;
  }

  /// Serves until it is stopped.
  ///
  /// @param onStarted is called once it can be reached
  /// @param onTrouble gets a message for people if something fails and the server goes on
  /// @throws CannotServeException if the port cannot be had
  @Suspends
  public void run(Entrance entrance, Consumer<Addresses> onStarted, Consumer<String> onTrouble)
      throws Exception {
    try (Listener listener = listen(entrance.address())) {
      TaskGroup.run(
          group -> {
            group.spawn("preparation", () -> Blocking.call(ServerHandshake::prepare));
            serve(listener, entrance, onStarted, onTrouble);
          });
    }
  }

  /// The same at a listener that is there already, which may be one in memory.
  @Suspends
  void serve(
      Listener listener,
      Entrance entrance,
      Consumer<Addresses> onStarted,
      Consumer<String> onTrouble) {
    subscribers = new Subscribers(hub, settings, figures);
    subscribers.welcomeWith(welcome(listener.port()));
    Reception reception = new Reception(settings, entrance.tls(), onTrouble);
    figures.shows(subscribers, reception);
    Routes routes = new Routes(hub, source, entrance, subscribers, reception, figures);
    HttpServer http = new HttpServer(httpSettings(), routes);
    TaskGroup.run(
        group -> {
          List<Task<?>> parts = new ArrayList<>();
          try {
            parts.add(group.spawn("reception", () -> reception.serve(listener, http)));
            parts.add(group.spawn("measure", this::measure));
            parts.add(group.spawn("heartbeat", this::heartbeat));
            onStarted.accept(addresses(listener, entrance));
            stopping.await();
          } finally {
            listener.close();
            subscribers.stop();
            parts.forEach(Task::cancel);
          }
        });
  }

  private Welcome welcome(int port) {
    List<String> channels = hub.channels().stream().map(Hub.State::channel).toList();
    return new Welcome(
        1, settings.heartbeat().toMillis(), port, channels, ChannelInfo.units(source.channels()));
  }

  private Addresses addresses(Listener listener, Entrance entrance) {
    List<Hub.State> channels = hub.channels();
    return new Addresses(
        entrance.address().getHostString(),
        listener.port(),
        channels.getFirst().epoch(),
        channels.stream().map(Hub.State::channel).toList(),
        entrance.tls() != null);
  }

  private HttpSettings httpSettings() {
    return HttpSettings.defaults()
        .withMaxHead(8 * 1024, 64, 16 * 1024)
        .withMaxBody(4 * 1024)
        .withTimes(IDLE, settings.patience(), settings.patience(), settings.patience())
        .withClock(clock);
  }

  private static Listener listen(InetSocketAddress address) throws CannotServeException {
    String where = address.getHostString() + ":" + address.getPort();
    try {
      return Net.listen(address);
    } catch (BindException e) {
      throw String.valueOf(e.getMessage()).contains("in use")
          ? new CannotServeException(
              where + " is in use; stop what listens there, or choose another with --port", e)
          : cannotListen(where, e);
    } catch (IOException e) {
      throw cannotListen(where, e);
    }
  }

  private static CannotServeException cannotListen(String where, IOException e) {
    return new CannotServeException(
        where + " cannot be listened at: " + e.getMessage() + "; choose another", e);
  }

  /// Reads and publishes once an interval. A late reading makes no other late, however late it is;
  /// what was missed altogether, as when the machine was asleep, is not made up for.
  @Suspends
  private void measure() {
    EventLoop loop = EventLoop.running();
    long every = settings.every().toNanos();
    long due = loop.time() + every;
    while (true) {
      Async.sleep(Duration.ofNanos(due - loop.time()));
      publish(now(), source.read());
      long missed = Math.max(0, loop.time() - due) / every;
      due += (missed + 1) * every;
    }
  }

  @Suspends
  private void publish(long time, Map<String, Map<String, Double>> values) {
    hub.publish(time, values);
    for (Map<String, Double> channel : values.values()) {
      if (!channel.isEmpty()) {
        figures.published();
      }
    }
  }

  @Suspends
  private void heartbeat() {
    while (true) {
      Async.sleep(settings.heartbeat());
      subscribers.heartbeat(now());
    }
  }

  private long now() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
  }

  /// Lets [#run] end.
  public void stop() {
    stopping.set();
  }

  /// How many readings were published.
  public long published() {
    return figures.publishedSoFar();
  }

  /// How many subscribers there are.
  public int subscribers() {
    return subscribers == null ? 0 : subscribers.count();
  }

  Optional<Subscribers> all() {
    return Optional.ofNullable(subscribers);
  }
}
