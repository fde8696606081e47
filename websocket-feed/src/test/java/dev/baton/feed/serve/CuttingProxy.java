package dev.baton.feed.serve;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Forwards connections to a port, and can cut them all.
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket listening;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  CuttingProxy(int target) throws IOException {
    this.target = target;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket();
        server.connect(new InetSocketAddress("127.0.0.1", target));
        sockets.add(client);
        sockets.add(server);
        Thread.ofPlatform().daemon().start(() -> forward(client, server));
        Thread.ofPlatform().daemon().start(() -> forward(server, client));
      }
    } catch (IOException closed) {
      // the test has ended
    }
  }

  private void forward(Socket from, Socket to) {
    try (from;
        to) {
      byte[] buffer = new byte[8192];
      for (int read; (read = from.getInputStream().read(buffer)) != -1; ) {
        to.getOutputStream().write(buffer, 0, read);
      }
    } catch (IOException cut) {
      // both are closed
    }
  }

  void cut() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    cut();
  }
}
