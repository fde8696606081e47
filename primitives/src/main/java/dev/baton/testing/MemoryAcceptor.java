package dev.baton.testing;

import dev.baton.Suspends;
import dev.baton.net.Acceptor;
import dev.baton.net.Transport;
import dev.baton.sync.Queue;
import dev.baton.sync.QueueShutDownException;
import dev.baton.testing.IoFaults.Io;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;

/// Accepts the connections of a [ScriptedNetwork].
final class MemoryAcceptor implements Acceptor {
  private final SocketAddress address;
  private final Queue<Transport> waiting;
  private final Runnable onClose;
  private boolean open = true;

  /// @param backlog how many connections may wait to be accepted
  MemoryAcceptor(SocketAddress address, int backlog, Runnable onClose) {
    this.address = address;
    this.waiting = new Queue<>(backlog);
    this.onClose = onClose;
  }

  /// @return false if too many wait
  boolean offer(Transport connection) {
    if (waiting.isFull()) {
      return false;
    }
    waiting.putNowait(connection);
    return true;
  }

  @Override
  @Suspends
  public Transport accept() throws IOException {
    if (IoFaults.next(Io.ACCEPT, 0, this) != null) {
      throw new IOException("cannot accept a connection at " + address + ": too many open files");
    }
    try {
      return waiting.get();
    } catch (QueueShutDownException closed) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  /// Connections that nobody has accepted are closed, as a socket's are.
  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    onClose.run();
    while (!waiting.isEmpty()) {
      waiting.getNowait().close();
    }
    waiting.shutdown(true);
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
