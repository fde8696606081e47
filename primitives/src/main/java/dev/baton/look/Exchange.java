package dev.baton.look;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// One question and one answer over a socket, with a limit on the time and on the size: whoever is
/// at the other end may be stopped, or dead.
final class Exchange implements AutoCloseable {
  private final SocketChannel channel;
  private final Selector selector;
  private final long deadline;

  /// @param channel does not block from now on; to be closed after this
  Exchange(SocketChannel channel, Duration limit) throws IOException {
    this.channel = channel;
    this.deadline = System.nanoTime() + limit.toNanos();
    channel.configureBlocking(false);
    this.selector = channel.provider().openSelector();
    channel.register(selector, 0);
  }

  /// Sends all of it.
  void write(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        awaitReady(SelectionKey.OP_WRITE);
      }
    }
  }

  /// Nothing more is sent.
  void endWriting() throws IOException {
    channel.shutdownOutput();
  }

  /// Reads until the other side ends.
  ///
  /// @throws IOException if it sends more than `most` bytes, or takes too long
  String readAll(int most) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer buffer = ByteBuffer.allocate(8192);
    for (int count; (count = channel.read(buffer)) >= 0; buffer.clear()) {
      if (count == 0) {
        awaitReady(SelectionKey.OP_READ);
      }
      all.write(buffer.array(), 0, count);
      if (all.size() > most) {
        throw new IOException("more than " + most + " bytes came");
      }
    }
    return all.toString(UTF_8);
  }

  private void awaitReady(int operation) throws IOException {
    channel.keyFor(selector).interestOps(operation);
    long millis = (deadline - System.nanoTime()) / 1_000_000;
    if (millis <= 0 || selector.select(millis) == 0) {
      throw new IOException("nothing came in time");
    }
    selector.selectedKeys().clear();
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }
}
