package dev.baton.bench.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/// The servers of the network benchmark that are written in Java. The main class of a forked JVM:
/// prints its port and serves until it is killed.
final class Server {
  /// Connections that the kernel completes ahead of the server.
  static final int BACKLOG = 1_024;

  /// Room for the largest request, and more.
  static final int BUFFER = 64 * 1024;

  static final String CONTENT_TYPE = "text/plain; charset=utf-8";

  private Server() {}

  /// `Server ECHO BATON`
  static void main(String[] args) throws Exception {
    boolean http = Protocol.valueOf(args[0]) == Protocol.HTTP;
    switch (Contestant.valueOf(args[1])) {
      case NIO -> new BareServer(http).run();
      case NETTY -> NettyServer.run(http);
      case THREADS -> ThreadServer.run(http);
      case BATON_READ -> BatonServer.echoByReading();
      case BATON, HAND_OFF -> BatonServer.run(http);
      default -> throw new IllegalArgumentException(args[1] + " is not written in Java");
    }
  }

  static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  static void announce(int port) {
    System.out.println(port);
  }

  /// What every HTTP server answers with.
  static byte[] page() {
    byte[] page = new byte[1024];
    Arrays.fill(page, (byte) 'x');
    return page;
  }
}
