package dev.baton.bench.feed;

import java.io.IOException;

/// The servers of the others that are written in Java. The main class of a forked JVM: prints its
/// port and sends an event to everyone, again and again, until it is killed.
final class PeerServer {
  private PeerServer() {}

  /// `PeerServer NETTY PORT MICROSECONDS`
  static void main(String[] args) throws IOException, InterruptedException {
    int port = Integer.parseInt(args[1]);
    long everyMicros = Long.parseLong(args[2]);
    switch (Contestant.valueOf(args[0])) {
      case NIO -> BareServer.run(port, everyMicros);
      case JAVA_WEBSOCKET -> StockServer.run(port, everyMicros);
      case NETTY -> NettyServer.run(port, everyMicros);
      default -> throw new IllegalArgumentException(args[0] + " is not written in Java");
    }
  }
}
