package dev.baton.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// Many clients that each send a request, wait for the answer, and send the next. The main class of
/// a forked JVM: a bare selector loop, so that it is never slower than the server.
///
/// `EchoLoad PORT CONNECTIONS BYTES SECONDS` prints `start` after the warm-up, then the number of
/// answers that came from then to the end.
final class EchoLoad {
  private static final int WARM = 100_000;
  private static final int LEAST_WARMUP_SECONDS = 3;
  private static final int MOST_WARMUP_SECONDS = 15;

  private final Selector selector = Selector.open();
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(64 * 1024);
  private final int size;
  private long answers;

  private EchoLoad(int port, int connections, int size) throws IOException {
    this.size = size;
    for (int i = 0; i < connections; i++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.socket().setTcpNoDelay(true);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, new Client(channel));
    }
  }

  static void main(String[] args) throws IOException {
    EchoLoad load =
        new EchoLoad(
            Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    load.selector.keys().forEach(key -> load.begin((Client) key.attachment()));
    load.warmUp();
    System.out.println("start");
    System.out.println(load.runFor(Duration.ofSeconds(Integer.parseInt(args[3]))));
  }

  private void begin(Client client) {
    try {
      client.send();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// On a busy machine the JIT takes longer: what counts is how much it has seen.
  private void warmUp() throws IOException {
    for (int second = 1; second <= MOST_WARMUP_SECONDS; second++) {
      runFor(Duration.ofSeconds(1));
      if (second >= LEAST_WARMUP_SECONDS && answers >= WARM) {
        return;
      }
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
