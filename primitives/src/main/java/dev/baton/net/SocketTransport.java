package dev.baton.net;

import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Suspends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;

/// A connected socket, TCP or Unix, in non-blocking mode.
///
/// Reading tries the socket first and waits only when nothing is there. A read that did not fill
/// its target has emptied the socket; then the next one waits at once, which saves a system call
/// for every request of a conversation.
///
/// Writing tries the socket first too. What the kernel does not take is held back in an [OutBuffer]
/// and sent as the socket becomes writable, while the task goes on; a task that writes faster than
/// the other end reads waits.
final class SocketTransport implements Transport {
  private final EventLoop loop;
  private final SocketChannel channel;
  private final Readiness readable;
  private final OutBuffer held = new OutBuffer();
  private final Runnable onWritable = this::drain;
  private boolean emptied;

  /// The socket is watched for writing because bytes are held back.
  private boolean draining;

  /// Done when no more than [#drainTarget] bytes are held back; null while nobody waits for that.
  private Future<Void> drained;

  private int drainTarget;

  /// Why held bytes could not be sent.
  private IOException writeFailure;

  SocketTransport(EventLoop loop, SocketChannel channel) {
    this.loop = loop;
    this.channel = channel;
    this.readable = new Readiness(loop, channel, Readiness.Direction.READ, this);
  }

  @Override
  @Suspends
  public int read(ByteBuffer target) throws IOException {
    while (true) {
      if (emptied) {
        readable.await();
      }
      int count = channel.read(target);
      emptied = count == 0 || count > 0 && target.hasRemaining();
      if (count != 0) {
        return count;
      }
    }
  }

  @Override
  @Suspends
  public void write(ByteBuffer source) throws IOException {
    requireWritable();
    if (held.size() == 0) {
      channel.write(source);
    }
    while (source.hasRemaining()) {
      held.take(source);
      startDraining();
      if (source.hasRemaining()) {
        awaitDrained(OutBuffer.LOW);
      }
    }
  }

  @Override
  @Suspends
  public void flush() throws IOException {
    requireWritable();
    if (held.size() > 0) {
      awaitDrained(0);
    }
  }

  @Override
  @Suspends
  public void shutdownOutput() throws IOException {
    flush();
    channel.shutdownOutput();
  }

  @Suspends
  private void awaitDrained(int target) throws IOException {
    drainTarget = target;
    drained = loop.createFuture(this);
    try {
      drained.await();
    } catch (IOException | RuntimeException failure) {
      throw failure;
    } catch (Exception impossible) {
      throw new AssertionError(impossible);
    } finally {
      drained = null;
    }
  }

  private void startDraining() {
    if (!draining) {
      draining = true;
      loop.addWriter(channel, onWritable);
    }
  }

  private void stopDraining() {
    if (draining) {
      draining = false;
      loop.removeWriter(channel);
    }
  }

  /// The socket can take more.
  private void drain() {
    try {
      held.drainTo(channel);
    } catch (IOException failure) {
      writeFailure = failure;
      held.clear();
      stopDraining();
      endDrainWait(failure);
      return;
    }
    if (held.size() == 0) {
      stopDraining();
    }
    if (held.size() <= drainTarget) {
      endDrainWait(null);
    }
  }

  private void endDrainWait(IOException failure) {
    if (drained == null || drained.isDone()) {
      return;
    }
    if (failure == null) {
      drained.setResult(null);
    } else {
      drained.setException(failure);
    }
  }

  private void requireWritable() throws IOException {
    if (writeFailure != null) {
      throw new IOException("an earlier write to " + this + " failed", writeFailure);
    }
    if (!channel.isOpen()) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    readable.close();
    stopDraining();
    endDrainWait(new ClosedChannelException());
    held.clear();
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing " + this + " failed", e);
    }
  }

  @Override
  public SocketAddress localAddress() {
    try {
      return channel.getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException("the connection is closed", e);
    }
  }

  @Override
  public SocketAddress remoteAddress() {
    try {
      return channel.getRemoteAddress();
    } catch (IOException e) {
      throw new UncheckedIOException("the connection is closed", e);
    }
  }

  @Override
  public String toString() {
    try {
      return "connection to " + channel.getRemoteAddress();
    } catch (IOException closed) {
      return "closed connection";
    }
  }
}
