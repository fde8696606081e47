package dev.baton.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;

/// Channels that can be watched, for tests; all of them are closed together.
final class Channels implements AutoCloseable {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final List<SelectableChannel> opened = new ArrayList<>();

  /// Puts the channel into the mode in which it can be watched.
  <C extends SelectableChannel> C add(C channel) throws IOException {
    opened.add(channel);
    channel.configureBlocking(false);
    return channel;
  }

  Pipe pipe() throws IOException {
    Pipe pipe = Pipe.open();
    add(pipe.source());
    add(pipe.sink());
    return pipe;
  }

  ServerSocketChannel server() throws IOException {
    return add(ServerSocketChannel.open()).bind(ANY_PORT);
  }

  /// A channel whose connection is to be finished.
  SocketChannel connecting(ServerSocketChannel server) throws IOException {
    SocketChannel channel = add(SocketChannel.open());
    channel.connect(server.getLocalAddress());
    return channel;
  }

  static void write(WritableByteChannel channel, String text) {
    try {
      channel.write(ByteBuffer.wrap(text.getBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads at most so many bytes.
  static String read(ReadableByteChannel channel, int most) {
    try {
      ByteBuffer bytes = ByteBuffer.allocate(most);
      channel.read(bytes);
      return new String(bytes.array(), 0, bytes.position());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void fill(Pipe pipe) throws IOException {
    int written;
    do {
      written = pipe.sink().write(ByteBuffer.allocate(1_024));
    } while (written > 0);
  }

  @Override
  public void close() throws IOException {
    for (SelectableChannel channel : opened) {
      channel.close();
    }
  }
}
