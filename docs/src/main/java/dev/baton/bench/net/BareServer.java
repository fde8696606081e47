package dev.baton.bench.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// The yardstick: a selector and nothing else. As an HTTP server it does not even look at the
/// request: whatever comes gets the same answer.
final class BareServer {
  private final Selector selector = Selector.open();
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(Server.BUFFER);

  /// Null for an echo.
  private final ByteBuffer answer;

  BareServer(boolean http) throws IOException {
    answer = http ? httpAnswer() : null;
  }

  private static ByteBuffer httpAnswer() {
    byte[] page = Server.page();
    byte[] head =
        ("HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(Server.CONTENT_TYPE, page.length))
            .getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocateDirect(head.length + page.length).put(head).put(page).flip();
  }

  void run() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(Server.anyPort(), Server.BACKLOG).configureBlocking(false);
    server.register(selector, SelectionKey.OP_ACCEPT);
    Server.announce(server.socket().getLocalPort());
    while (true) {
      selector.select(this::handle);
    }
  }

  private void handle(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept((ServerSocketChannel) key.channel());
      } else {
        progress(key, (SocketChannel) key.channel());
      }
    } catch (IOException broken) {
      close(key);
    }
  }

  private void accept(ServerSocketChannel server) throws IOException {
    SocketChannel client = server.accept();
    client.configureBlocking(false).register(selector, SelectionKey.OP_READ);
    client.socket().setTcpNoDelay(true);
  }

  private void progress(SelectionKey key, SocketChannel channel) throws IOException {
    ByteBuffer unsent = (ByteBuffer) key.attachment();
    if (unsent == null && channel.read(incoming.clear()) < 0) {
      channel.close();
      return;
    }
    ByteBuffer outgoing = unsent == null ? nextAnswer() : unsent;
    channel.write(outgoing);
    keepUnsent(key, outgoing);
  }

  private ByteBuffer nextAnswer() {
    return answer == null ? incoming.flip() : answer.rewind();
  }

  private static void keepUnsent(SelectionKey key, ByteBuffer outgoing) {
    if (outgoing.hasRemaining()) {
      if (key.attachment() == null) {
        key.attach(ByteBuffer.allocateDirect(Server.BUFFER).put(outgoing).flip());
        key.interestOps(SelectionKey.OP_WRITE);
      }
    } else if (key.attachment() != null) {
      key.attach(null);
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private static void close(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
