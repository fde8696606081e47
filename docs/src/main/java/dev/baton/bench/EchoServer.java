package dev.baton.bench;

import dev.baton.EventLoop;
import dev.baton.net.Listener;
import dev.baton.net.Net;
import dev.baton.net.Stream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// A server that sends back what it gets, in three ways. The main class of a forked JVM: prints its
/// port and serves until it is killed.
final class EchoServer {
  private static final int BUFFER = 64 * 1024;
  private static final int MOST = 10_000;

  private EchoServer() {}

  /// `EchoServer BATON`
  static void main(String[] args) throws Exception {
    switch (NetContestant.valueOf(args[0])) {
      case NIO -> selectorLoop();
      case THREADS -> blockingThreads();
      default -> EventLoop.run(EchoServer::tasks);
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static void announce(int port) {
    System.out.println(port);
  }

  // --- Baton: a task a connection

  private static void tasks() throws IOException {
    try (Listener listener = Net.listen(anyPort())) {
      announce(listener.port());
      listener.serve(MOST, EchoServer::echo);
    }
  }

  private static void echo(Stream stream) throws IOException {
    stream.forEachPiece(stream::write);
  }

  // --- the yardstick: a selector and nothing else

  private static void selectorLoop() throws IOException {
    Selector selector = Selector.open();
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(anyPort(), MOST).configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    announce(server.socket().getLocalPort());
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    while (true) {
      selector.select(key -> handle(selector, key, buffer));
    }
  }

  private static void handle(Selector selector, SelectionKey key, ByteBuffer shared) {
    try {
      if (key.isAcceptable()) {
        SocketChannel client = ((ServerSocketChannel) key.channel()).accept();
        client.configureBlocking(false).register(selector, SelectionKey.OP_READ);
        client.socket().setTcpNoDelay(true);
        return;
      }
      SocketChannel channel = (SocketChannel) key.channel();
      ByteBuffer unsent = (ByteBuffer) key.attachment();
      if (unsent == null && channel.read(shared.clear()) < 0) {
        channel.close();
        return;
      }
      ByteBuffer outgoing = unsent == null ? shared.flip() : unsent;
      channel.write(outgoing);
      keepUnsent(key, outgoing);
    } catch (IOException broken) {
      key.cancel();
    }
  }

  private static void keepUnsent(SelectionKey key, ByteBuffer outgoing) {
    if (outgoing.hasRemaining()) {
      if (key.attachment() == null) {
        key.attach(ByteBuffer.allocateDirect(BUFFER).put(outgoing).flip());
        key.interestOps(SelectionKey.OP_WRITE);
      }
    } else if (key.attachment() != null) {
      key.attach(null);
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  // --- a virtual thread a connection

  private static void blockingThreads() throws IOException {
    try (ServerSocket server = new ServerSocket()) {
      server.bind(anyPort(), MOST);
      announce(server.getLocalPort());
      while (true) {
        Socket client = server.accept();
        client.setTcpNoDelay(true);
        Thread.startVirtualThread(() -> echoBlocking(client));
      }
    }
  }

  private static void echoBlocking(Socket client) {
    byte[] buffer = new byte[BUFFER];
    try (client) {
      InputStream in = client.getInputStream();
      for (int count; (count = in.read(buffer)) >= 0; ) {
        client.getOutputStream().write(buffer, 0, count);
      }
    } catch (IOException broken) {
      // the load has ended
    }
  }
}
