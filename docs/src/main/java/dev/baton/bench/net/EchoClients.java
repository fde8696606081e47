package dev.baton.bench.net;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Many clients that each send a request, wait for the answer, and send the next. The main class of
/// a forked JVM: a bare selector loop, so that it is never slower than the server.
///
/// For each line `PORT CONNECTIONS BYTES MILLISECONDS` on its input it connects, prints `start`
/// when all are at work, then the number of answers that came from then on in this time.
final class EchoClients implements AutoCloseable {
  /// Until every connection is known to the server and its caches.
  private static final Duration SETTLE = Duration.ofMillis(150);

  private final Selector selector = Selector.open();
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(64 * 1024);
  private final int size;
  private long answers;

  private EchoClients(int port, int connections, int size) throws IOException {
    this.size = size;
    for (int i = 0; i < connections; i++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_LINGER, 0); // ports are free again at once
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, new Client(channel));
    }
  }

  static void main() throws IOException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String order; (order = orders.readLine()) != null; ) {
      String[] words = order.split(" ");
      try (EchoClients clients =
          new EchoClients(
              Integer.parseInt(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2]))) {
        clients.begin();
        clients.runFor(SETTLE);
        System.out.println("start");
        System.out.println(clients.runFor(Duration.ofMillis(Long.parseLong(words[3]))));
      }
    }
  }

  private void begin() throws IOException {
    for (SelectionKey key : selector.keys()) {
      ((Client) key.attachment()).send();
    }
  }

  private long runFor(Duration time) throws IOException {
    long before = answers;
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      selector.select(key -> ((Client) key.attachment()).progress(key), 100);
    }
    return answers - before;
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : List.copyOf(selector.keys())) {
      key.channel().close();
    }
    selector.close();
  }

  /// One connection with one request under way.
  private final class Client {
    private final SocketChannel channel;
    private final ByteBuffer request = ByteBuffer.allocateDirect(size);
    private int missing;

    Client(SocketChannel channel) {
      this.channel = channel;
    }

    void send() throws IOException {
      request.clear();
      missing = size;
      channel.write(request);
    }

    void progress(SelectionKey key) {
      try {
        if (request.hasRemaining()) {
          channel.write(request);
        }
        int count = channel.read(incoming.clear());
        if (count < 0) {
          throw new EOFException("the server has closed a connection");
        }
        missing -= count;
        if (missing == 0) {
          answers++;
          send();
        }
        key.interestOps(
            request.hasRemaining()
                ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
                : SelectionKey.OP_READ);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
