package dev.baton.net;

import dev.baton.EventLoop;
import dev.baton.Suspends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// A listening socket, TCP or Unix, in non-blocking mode.
final class SocketAcceptor implements Acceptor {
  private final EventLoop loop;
  private final ServerSocketChannel channel;
  private final Readiness acceptable;
  private final SocketAddress address;

  /// Null unless it is a Unix socket.
  private final SocketFile file;

  /// @param channel is bound
  SocketAcceptor(EventLoop loop, ServerSocketChannel channel) throws IOException {
    ClassFiles.load();
    this.loop = loop;
    this.channel = channel;
    this.address = channel.getLocalAddress();
    this.file =
        address instanceof UnixDomainSocketAddress unix ? new SocketFile(unix.getPath()) : null;
    this.acceptable = new Readiness(loop, channel, Readiness.Direction.READ, this);
  }

  @Override
  @Suspends
  public Transport accept() throws IOException {
    while (true) {
      SocketChannel accepted = channel.accept();
      if (accepted != null) {
        return adopt(accepted);
      }
      acceptable.await();
    }
  }

  private static Transport adopt(SocketChannel accepted) throws IOException {
    try {
      accepted.configureBlocking(false);
      return Net.transport(accepted);
    } catch (Throwable failure) {
      accepted.close();
      throw failure;
    }
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    acceptable.close();
    try {
      if (file != null) {
        file.delete();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("removing the file of " + this + " failed", e);
    } finally {
      closeChannel();
    }
  }

  private void closeChannel() {
    try {
      loop.closeChannel(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("closing " + this + " failed", e);
    }
  }

  @Override
  public SocketAddress localAddress() {
    return address;
  }

  @Override
  public String toString() {
    return "connection at " + address;
  }
}
