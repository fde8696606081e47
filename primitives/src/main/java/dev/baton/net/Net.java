package dev.baton.net;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Arrays;
import java.util.List;

/// Opens connections: the verbs of networking.
///
/// | verb | gives |
/// |---|---|
/// | [connect][#connect(String, int)] | a [Stream] to a host, over the first address that answers |
/// | [listen][#listen(SocketAddress)] | a [Listener] that accepts streams |
/// | [bind][#bind(SocketAddress)] | [Datagrams] |
///
/// TLS is [Tls], around any stream. Addresses may be of TCP ([InetSocketAddress]) or Unix sockets
/// ([UnixDomainSocketAddress]). Sockets have `TCP_NODELAY` set: what is written is sent at once.
public final class Net {
  /// Connections that the kernel completes ahead of us: room for those who all come back at once
  /// after an outage. The system may have a lower limit, on Linux `net.core.somaxconn`.
  private static final int BACKLOG = 4_096;

  private Net() {}

  /// Connects to a host. The name is looked up off the loop. All addresses are tried, the next one
  /// as soon as one has failed or a quarter of a second has passed; the first that answers wins
  /// (RFC 8305, "Happy Eyeballs").
  ///
  /// @throws UnknownHostException if the name has no address
  /// @throws IOException if no address answers: the first one's failure, the others suppressed
  @Suspends
  public static Stream connect(String host, int port) throws IOException {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port must be between 1 and 65535, got " + port);
    }
    InetAddress[] found = Blocking.call(() -> InetAddress.getAllByName(host));
    List<InetSocketAddress> addresses =
        Arrays.stream(found).map(address -> new InetSocketAddress(address, port)).toList();
    return new Stream(
        addresses.size() == 1
            ? connectTransport(addresses.getFirst())
            : HappyEyeballs.connect(addresses, Net::connectTransport));
  }

  /// Connects to this address. A name that was not looked up yet is looked up off the loop.
  ///
  /// @throws IOException if it does not answer or refuses
  @Suspends
  public static Stream connect(SocketAddress address) throws IOException {
    if (address instanceof InetSocketAddress unresolved && unresolved.isUnresolved()) {
      return connect(unresolved.getHostString(), unresolved.getPort());
    }
    return new Stream(connectTransport(address));
  }

  @Suspends
  static Transport connectTransport(SocketAddress address) throws IOException {
    Async.letOthersRun(); // a Unix socket connects at once
    SocketChannel channel = openFor(address);
    try {
      channel.configureBlocking(false);
      if (!channel.connect(address)) {
        finishConnect(channel, address);
      }
      requireOther(channel);
      return transport(channel);
    } catch (IOException | UnresolvedAddressException | UnsupportedAddressTypeException failure) {
      channel.close();
      throw AddressFailures.named("cannot connect to", address, failure);
    } catch (Throwable failure) {
      channel.close();
      throw failure;
    }
  }

  @Suspends
  private static void finishConnect(SocketChannel channel, SocketAddress address)
      throws IOException {
    Readiness connected =
        new Readiness(
            EventLoop.running(), channel, Readiness.Direction.WRITE, "connect to " + address);
    try {
      do {
        connected.await();
      } while (!channel.finishConnect());
    } finally {
      connected.unwatch();
    }
  }

  /// Where nobody listens at a port from which the system takes those of clients, it may take that
  /// very port, and TCP connects the socket to itself: who sends hears himself.
  private static void requireOther(SocketChannel channel) throws IOException {
    if (channel.getRemoteAddress() instanceof InetSocketAddress remote
        && remote.equals(channel.getLocalAddress())) {
      throw new ConnectException("Connection refused");
    }
  }

  /// Listens on this address; port 0 takes a free one, see [Listener#localAddress()]. A host must
  /// have been looked up.
  ///
  /// At the path of a Unix socket there may be the file of a server that was killed: it is
  /// replaced.
  ///
  /// @throws IOException if the address is taken or not this machine's
  public static Listener listen(SocketAddress address) throws IOException {
    EventLoop loop = EventLoop.running();
    loop.requireNotExplored(address);
    return AddressFailures.named(
        "cannot listen on",
        address,
        () ->
            address instanceof UnixDomainSocketAddress unix
                ? listenUnix(loop, unix)
                : listenTcp(loop, address));
  }

  private static Listener listenTcp(EventLoop loop, SocketAddress address) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    } catch (Throwable failure) {
      channel.close();
      throw failure;
    }
    return listen(loop, channel, address);
  }

  private static Listener listenUnix(EventLoop loop, UnixDomainSocketAddress address)
      throws IOException {
    try {
      return listen(loop, ServerSocketChannel.open(StandardProtocolFamily.UNIX), address);
    } catch (BindException taken) {
      if (!SocketFile.removeStale(address.getPath())) {
        throw taken;
      }
      return listen(loop, ServerSocketChannel.open(StandardProtocolFamily.UNIX), address);
    }
  }

  private static Listener listen(EventLoop loop, ServerSocketChannel channel, SocketAddress address)
      throws IOException {
    try {
      channel.configureBlocking(false);
      channel.bind(address, BACKLOG);
      return new Listener(new SocketAcceptor(loop, channel));
    } catch (Throwable failure) {
      channel.close();
      throw failure;
    }
  }

  /// Sends and receives datagrams at this address; null takes any free one. A host must have been
  /// looked up.
  ///
  /// @throws IOException if the address is taken or not this machine's
  public static Datagrams bind(SocketAddress address) throws IOException {
    EventLoop loop = EventLoop.running();
    loop.requireNotExplored("datagrams");
    return AddressFailures.named(
        "cannot receive datagrams at", address, () -> bindNow(loop, address));
  }

  private static Datagrams bindNow(EventLoop loop, SocketAddress address) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.configureBlocking(false);
      channel.bind(address);
      return new Datagrams(loop, channel);
    } catch (Throwable failure) {
      channel.close();
      throw failure;
    }
  }

  /// A connected channel in non-blocking mode becomes a transport of the running loop.
  static Transport transport(SocketChannel channel) throws IOException {
    if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
    return new SocketTransport(EventLoop.running(), channel);
  }

  private static SocketChannel openFor(SocketAddress address) throws IOException {
    EventLoop.running().requireNotExplored(address);
    return AddressFailures.named(
        "cannot connect to",
        address,
        () ->
            address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open());
  }
}
