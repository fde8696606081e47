package dev.baton.feed.demo;

import dev.baton.Action;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.net.Listener;
import dev.baton.net.Net;
import dev.baton.net.Stream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Passes connections on to a server, and breaks them in the ways in which networks do: for a
/// demonstration, and for tests.
///
/// [#before] has one before a server while some code runs; what the code tells it, it does at once:
/// swallow all bytes, dribble, reset, refuse.
///
/// What it is told holds for the connections that there are, and for those that come.
public final class FaultProxy implements AutoCloseable {
  /// Connects to the server.
  @FunctionalInterface
  public interface Target {
    /// A new connection.
    @Suspends
    Stream connect() throws IOException;
  }

  /// What becomes of a connection that comes.
  private enum Entrance {
    OPEN,
    REFUSED,
    MUTE
  }

  /// Both ends of a connection that is passed on.
  private static final class Link {
    private final Stream client;
    private final Stream server;

    /// What goes in these directions is thrown away.
    private final Set<Direction> ended = EnumSet.noneOf(Direction.class);

    Link(Stream client, Stream server) {
      this.client = client;
      this.server = server;
    }

    Stream from(Direction direction) {
      return direction == Direction.UP ? client : server;
    }

    Stream to(Direction direction) {
      return direction == Direction.UP ? server : client;
    }

    void reset() {
      client.reset();
      server.reset();
    }
  }

  private static final int MOST = 10_000;
  private static final int PIECE = 16 * 1024;

  private final Listener listener;
  private final Target target;
  private final Map<Direction, Gate> gates = new EnumMap<>(Direction.class);
  private final Set<Link> links = new LinkedHashSet<>();
  private Entrance entrance = Entrance.OPEN;
  private long accepted;

  /// @param listener where clients come; closed with this
  public FaultProxy(Listener listener, Target target) {
    this.listener = listener;
    this.target = target;
    for (Direction direction : Direction.values()) {
      gates.put(direction, new Gate());
    }
  }

  /// Runs one before a server on this machine, at a port of its own, while the body runs.
  @Suspends
  public static <X extends Exception> void before(int serverPort, Use<X> body)
      throws IOException, X {
    InetSocketAddress any = new InetSocketAddress("127.0.0.1", 0);
    InetSocketAddress server = new InetSocketAddress("127.0.0.1", serverPort);
    try (FaultProxy proxy = new FaultProxy(Net.listen(any), () -> Net.connect(server))) {
      proxy.runWhile(() -> body.with(proxy));
    }
  }

  /// Code that uses a proxy.
  ///
  /// @param <X> what it throws
  @FunctionalInterface
  public interface Use<X extends Exception> {
    /// Runs while the proxy does.
    @Suspends
    void with(FaultProxy proxy) throws X;
  }

  @Suspends
  private <X extends Exception> void runWhile(Action<X> body) throws X {
    TaskGroup.run(
        group -> {
          Task<Void> running = group.spawn("proxy", this::run);
          body.run();
          running.cancel();
        });
  }

  /// Where clients connect to.
  public int port() {
    return listener.port();
  }

  /// How many connections have come, those among them that were refused.
  public long accepted() {
    return accepted;
  }

  /// How many are passed on now.
  public int links() {
    return links.size();
  }

  /// Accepts connections until the listener is closed.
  @Suspends
  public void run() {
    listener.serve(MOST, this::admit);
  }

  @Suspends
  private void admit(Stream client) throws IOException {
    accepted++;
    switch (entrance) {
      case OPEN -> pass(client);
      case REFUSED -> client.reset();
      case MUTE -> client.forEachPiece(piece -> {});
    }
  }

  @Suspends
  private void pass(Stream client) throws IOException {
    Stream server;
    try {
      server = target.connect();
    } catch (IOException nobodyThere) {
      client.reset();
      return;
    }
    Link link = new Link(client, server);
    links.add(link);
    try (server) {
      TaskGroup.run(
          group -> {
            group.spawn("up", () -> pump(link, Direction.UP));
            group.spawn("down", () -> pump(link, Direction.DOWN));
          });
    } finally {
      links.remove(link);
    }
  }

  /// Until the end of this direction. If it breaks, so does the other one.
  @Suspends
  private void pump(Link link, Direction direction) {
    Gate gate = gates.get(direction);
    Stream to = link.to(direction);
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    try {
      while (link.from(direction).read(piece.clear()) >= 0) {
        if (!link.ended.contains(direction) && !gate.pass(piece.flip(), to)) {
          link.reset();
          return;
        }
      }
      if (gate.passEnd()) {
        to.shutdownOutput();
      }
    } catch (IOException broken) {
      link.reset();
    }
  }

  // --- what it is told

  /// Does this to the bytes of a direction, until it is told otherwise.
  @Suspends
  public void impair(Direction direction, Impairment impairment) {
    gates.get(direction).set(impairment);
  }

  /// The same for both directions.
  @Suspends
  public void impair(Impairment impairment) {
    for (Direction direction : Direction.values()) {
      impair(direction, impairment);
    }
  }

  /// Ends all connections at once, whatever was being said: both ends see a reset.
  public void reset() {
    List.copyOf(links).forEach(Link::reset);
  }

  /// Tells one end of all connections that nothing more comes, and throws away what does. The other
  /// direction goes on.
  @Suspends
  public void halfClose(Direction direction) throws IOException {
    for (Link link : List.copyOf(links)) {
      link.ended.add(direction);
      link.to(direction).shutdownOutput();
    }
  }

  /// Ends all connections in good order, in the middle of whatever is being said.
  @Suspends
  public void end() {
    for (Link link : List.copyOf(links)) {
      link.client.close();
      link.server.close();
    }
  }

  /// Resets each connection that comes from now on, before a byte: who connects finds nobody.
  public void refuse() {
    entrance = Entrance.REFUSED;
  }

  /// Accepts each connection that comes from now on, and never answers.
  public void mute() {
    entrance = Entrance.MUTE;
  }

  /// Passes on each connection that comes from now on.
  public void admit() {
    entrance = Entrance.OPEN;
  }

  /// Accepts no more; the connections there are end with the task that runs this.
  @Override
  public void close() {
    listener.close();
  }
}
