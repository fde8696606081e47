package dev.baton.testing;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.net.Listener;
import dev.baton.net.Stream;
import dev.baton.testing.IoFaults.Io;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// A network in memory that is slow and fails as it is told to, the same way for the same seed.
///
/// Servers and clients run on it as they are, since streams and listeners are those of
/// `dev.baton.net`, and under a [VirtualClock]: a minute of waiting takes no time.
///
/// ```java
/// ScriptedNetwork network = new ScriptedNetwork(seed)
///     .latency(Duration.ofMillis(5), Duration.ofMillis(80))
///     .largestRead(1)
///     .fault(Fault.RESET, 0.1, 10_000);
/// try (Listener listener = network.listen("shop", 80);
///     Stream client = network.connect("shop", 80);
///     Stream server = listener.accept()) {
///   client.write("hello\n");
///   String line = server.readLine(100); // hello, or an IOException: a reset
/// }
/// ```
///
/// What is set holds for connections that are made later.
public final class ScriptedNetwork {
  /// Connections that may wait to be accepted.
  private static final int BACKLOG = 128;

  /// How many bytes may be under way in each direction of a connection.
  private static final int WINDOW = 64 * 1024;

  private static final int FIRST_CLIENT_PORT = 50_000;

  /// How a connection is, apart from faults.
  record Weather(long minLatency, long maxLatency, long bytesPerSecond, int largestRead) {
    long latency(RandomGenerator random) {
      return minLatency == maxLatency ? minLatency : random.nextLong(minLatency, maxLatency + 1);
    }
  }

  private record Chance(double probability, long within) {}

  /// What was asked for one connection.
  private record Plan(Fault fault, boolean toServer, long afterBytes) {}

  private final SplittableRandom random;
  private final Map<InetSocketAddress, MemoryAcceptor> listening = new HashMap<>();
  private final Map<Fault, Chance> chances = new EnumMap<>(Fault.class);
  private final ArrayDeque<Plan> plans = new ArrayDeque<>();
  private Weather weather = new Weather(0, 0, 0, Integer.MAX_VALUE);
  private int nextClientPort = FIRST_CLIENT_PORT;

  /// A network without delays and faults.
  public ScriptedNetwork(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /// Each piece arrives after a time between these, and after those before it.
  public ScriptedNetwork latency(Duration least, Duration most) {
    if (least.isNegative() || least.compareTo(most) > 0) {
      throw new IllegalArgumentException("latency must rise from 0, got " + least + " to " + most);
    }
    weather =
        new Weather(
            least.toNanos(), most.toNanos(), weather.bytesPerSecond(), weather.largestRead());
    return this;
  }

  /// So many bytes a second in each direction of each connection; 0: any number.
  public ScriptedNetwork bandwidth(int bytesPerSecond) {
    if (bytesPerSecond < 0) {
      throw new IllegalArgumentException(
          "bytesPerSecond must be at least 0, got " + bytesPerSecond);
    }
    weather =
        new Weather(
            weather.minLatency(), weather.maxLatency(), bytesPerSecond, weather.largestRead());
    return this;
  }

  /// One read gives so many bytes at most: 1 finds out who expects more.
  public ScriptedNetwork largestRead(int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes must be at least 1, got " + bytes);
    }
    weather =
        new Weather(weather.minLatency(), weather.maxLatency(), weather.bytesPerSecond(), bytes);
    return this;
  }

  /// With this probability, a connection has this fault, in a direction and at a place within so
  /// many bytes that the seed chooses.
  public ScriptedNetwork fault(Fault fault, double probability, long within) {
    if (probability < 0 || probability > 1 || within < 1) {
      throw new IllegalArgumentException(
          "a fault needs a probability from 0 to 1 and a place within at least 1 byte, got "
              + probability
              + " and "
              + within);
    }
    chances.put(fault, new Chance(probability, within));
    return this;
  }

  /// The next connection, or the next after those asked for before, has this fault on what it
  /// brings to the server, after so many bytes.
  public ScriptedNetwork nextToServer(Fault fault, long afterBytes) {
    plans.add(new Plan(fault, true, afterBytes));
    return this;
  }

  /// The same for what the server sends.
  public ScriptedNetwork nextToClient(Fault fault, long afterBytes) {
    plans.add(new Plan(fault, false, afterBytes));
    return this;
  }

  /// Listens under this name.
  ///
  /// @throws BindException if somebody does already
  public Listener listen(String host, int port) throws IOException {
    InetSocketAddress address = InetSocketAddress.createUnresolved(host, port);
    if (listening.containsKey(address)) {
      throw new BindException(address + " is taken");
    }
    MemoryAcceptor acceptor = new MemoryAcceptor(address, BACKLOG, () -> listening.remove(address));
    listening.put(address, acceptor);
    return new Listener(acceptor);
  }

  /// Connects to whoever listens under this name, after the time that it takes there and back.
  ///
  /// @throws ConnectException if nobody listens there, or too many wait to be accepted
  @Suspends
  public Stream connect(String host, int port) throws IOException {
    SplittableRandom dice = random.split();
    Async.sleep(Duration.ofNanos(weather.latency(dice) + weather.latency(dice)));
    InetSocketAddress address = InetSocketAddress.createUnresolved(host, port);
    if (IoFaults.next(Io.CONNECT, 0, address) != null) {
      throw new ConnectException("cannot connect to " + address + ": no answer");
    }
    MemoryAcceptor acceptor = listening.get(address);
    if (acceptor == null) {
      throw new ConnectException("cannot connect to " + address + ": nobody listens");
    }
    InetSocketAddress client = InetSocketAddress.createUnresolved("client", nextClientPort++);
    Connection connection = new Connection(dice);
    if (!acceptor.offer(new ConduitEnd(connection.forth, connection.back, address, client))) {
      throw new ConnectException("cannot connect to " + address + ": too many wait there");
    }
    return new Stream(new ConduitEnd(connection.back, connection.forth, client, address));
  }

  /// The two directions of a connection.
  private final class Connection {
    private final Conduit forth;
    private final Conduit back;

    Connection(SplittableRandom dice) {
      Plan plan = plans.isEmpty() ? draw(dice) : plans.remove();
      forth = conduit(plan != null && plan.toServer() ? plan : null, dice.split());
      back = conduit(plan != null && !plan.toServer() ? plan : null, dice.split());
    }

    private Conduit conduit(Plan plan, SplittableRandom dice) {
      Fault fault = plan == null ? null : plan.fault();
      long after = plan == null ? 0 : plan.afterBytes();
      Line line = new ScriptedLine(weather, dice, fault, after, this::reset);
      return new Conduit(WINDOW, weather.largestRead(), line);
    }

    private void reset() {
      forth.breakOff();
      back.breakOff();
    }
  }

  /// Null for a connection that goes well.
  private Plan draw(SplittableRandom dice) {
    for (Map.Entry<Fault, Chance> entry : chances.entrySet()) {
      Chance chance = entry.getValue();
      if (dice.nextDouble() < chance.probability()) {
        return new Plan(entry.getKey(), dice.nextBoolean(), dice.nextLong(chance.within()));
      }
    }
    return null;
  }
}
