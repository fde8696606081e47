package dev.baton.bench.feed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The yardstick: a selector that writes the same bytes to every socket, and nothing else. It does
/// not look at what comes, and knows no frame but its own; who does not read is closed.
final class BareServer {
  private static final int BACKLOG = 4096;
  private static final int TEXT_OF_16_BIT_LENGTH = 0x817e;

  private static final byte[] SWITCHED =
      """
      HTTP/1.1 101 Switching Protocols
      Upgrade: websocket
      Connection: Upgrade

      """
          .replace("\n", "\r\n")
          .getBytes(StandardCharsets.US_ASCII);

  private final Selector selector = Selector.open();
  private final Set<SocketChannel> subscribers = new LinkedHashSet<>();
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(8 * 1024);
  private final ByteBuffer outgoing = ByteBuffer.allocateDirect(8 * 1024);
  private final long everyNanos;
  private long seq;

  private BareServer(long everyNanos) throws IOException {
    this.everyNanos = everyNanos;
  }

  static void run(int port, long everyMicros) throws IOException {
    new BareServer(TimeUnit.MICROSECONDS.toNanos(everyMicros)).serve(port);
  }

  private void serve(int port) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    server.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
    System.out.println(server.socket().getLocalPort());
    long due = System.nanoTime() + everyNanos;
    while (true) {
      long wait = TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime());
      if (wait > 0) {
        selector.select(this::handle, wait);
      } else {
        selector.selectNow(this::handle);
      }
      if (System.nanoTime() >= due) {
        broadcast();
        due = Math.max(due + everyNanos, System.nanoTime());
      }
    }
  }

  private void handle(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept((ServerSocketChannel) key.channel());
      } else {
        read((SocketChannel) key.channel());
      }
    } catch (IOException broken) {
      close(key.channel());
    }
  }

  private void accept(ServerSocketChannel server) throws IOException {
    SocketChannel client = server.accept();
    client.configureBlocking(false).register(selector, SelectionKey.OP_READ);
    client.socket().setTcpNoDelay(true);
  }

  /// The first that comes is the whole request; whatever comes later does not count.
  private void read(SocketChannel client) throws IOException {
    if (client.read(incoming.clear()) < 0) {
      close(client);
    } else if (subscribers.add(client)) {
      client.write(outgoing.clear().put(SWITCHED).flip());
    }
  }

  private void broadcast() {
    byte[] text = Event.text(++seq).getBytes(StandardCharsets.US_ASCII);
    outgoing.clear().putShort((short) TEXT_OF_16_BIT_LENGTH).putShort((short) text.length);
    outgoing.put(text).flip();
    subscribers.removeIf(client -> !write(client, outgoing.rewind()));
  }

  private static boolean write(SocketChannel client, ByteBuffer event) {
    try {
      client.write(event);
    } catch (IOException broken) {
      close(client);
    }
    return client.isOpen() && !event.hasRemaining();
  }

  private static void close(Channel client) {
    try {
      client.close();
    } catch (IOException alreadyBroken) {
      // it is gone, as it should be
    }
  }
}
