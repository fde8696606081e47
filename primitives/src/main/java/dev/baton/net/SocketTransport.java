package dev.baton.net;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;

/// A connected socket, TCP or Unix, in non-blocking mode.
///
/// A read that did not fill its target has emptied the socket; then the next one waits at once,
/// which saves a system call for every request of a conversation. Nothing can be missed by that:
/// the selector reports what is there, not what is new.
///
/// Writing tries the socket first. What the kernel does not take is held back in an [OutBuffer] and
/// sent as the socket becomes writable, while the task goes on; a task that writes faster than the
/// other end reads waits. What is too much to be held back stays in the task's own buffer until the
/// socket takes it.
final class SocketTransport implements Transport {
  /// The JDK copies the whole of a heap buffer to memory outside the heap, which it keeps, however
  /// little of it the socket then takes.
  private static final int LARGEST_COPY = 128 * 1024;

  private final EventLoop loop;
  private final SocketChannel channel;
  private final PiecePool pieces;
  private final Readiness readable;
  private final OutBuffer held = new OutBuffer();
  private final Runnable onWritable = this::drain;

  /// Nothing is there to be read, until the selector says otherwise.
  private boolean emptied;

  /// The socket is watched for writing, because bytes are held back or a task wants to write.
  private boolean draining;

  /// For the task that waits until no more than [#drainTarget] bytes are held back.
  private final Wakeup drained;

  private int drainTarget;

  /// Why held bytes could not be sent.
  private IOException writeFailure;

  SocketTransport(EventLoop loop, SocketChannel channel) {
    this.loop = loop;
    this.channel = channel;
    this.pieces = PiecePool.of(loop);
    this.readable = new Readiness(loop, channel, Readiness.Direction.READ, this);
    this.drained = new Wakeup(loop, this);
  }

  // --- reading

  @Override
  @Suspends
  public void awaitReadable() throws IOException {
    if (emptied) {
      readable.await();
      emptied = false;
    }
  }

  @Override
  public boolean mustWait() {
    return emptied;
  }

  @Override
  public int readNow(ByteBuffer target) throws IOException {
    ByteBuffer piece = piece(target);
    int wanted = piece.remaining();
    int count = receive(piece);
    if (piece != target && count > 0) {
      target.position(target.position() + count);
    }
    emptied = count >= 0 && count < wanted;
    return count;
  }

  /// Over a buffer outside the heap, which the loop's connections share: so no array is made that
  /// is larger than what has come.
  @Override
  public byte[] readNow(int most) throws IOException {
    ByteBuffer piece = pieces.take();
    try {
      if (readNow(piece.limit(Math.min(most, piece.capacity()))) < 0) {
        return null;
      }
      byte[] bytes = new byte[piece.flip().remaining()];
      piece.get(bytes);
      return bytes;
    } finally {
      pieces.giveBack(piece);
    }
  }

  private int receive(ByteBuffer piece) throws IOException {
    try {
      return channel.read(piece);
    } catch (IOException broken) {
      throw AddressFailures.named("cannot read from", otherEnd(), broken);
    }
  }

  private static ByteBuffer piece(ByteBuffer buffer) {
    return buffer.isDirect() || buffer.remaining() <= LARGEST_COPY
        ? buffer
        : buffer.slice(buffer.position(), LARGEST_COPY);
  }

  // --- writing

  @Override
  @Suspends
  public void write(ByteBuffer source) throws IOException {
    while (!writeNow(source)) {
      awaitHeldBack(source.remaining() <= OutBuffer.HIGH - OutBuffer.LOW ? OutBuffer.LOW : 0);
    }
  }

  @Override
  public boolean writeNow(ByteBuffer source) throws IOException {
    requireWritable();
    offer(source);
    if (source.remaining() > held.room()) {
      return false;
    }
    if (source.hasRemaining()) {
      held.add(source);
      startDraining();
    }
    return true;
  }

  @Override
  public int unsent() {
    return held.size();
  }

  /// As much as the socket takes, unless bytes from before come first, or this task goes on for too
  /// long: a fast reader would take gigabytes.
  private void offer(ByteBuffer source) throws IOException {
    boolean taking = held.isEmpty();
    while (taking && source.hasRemaining()) {
      ByteBuffer piece = piece(source);
      int count = send(piece);
      if (piece != source) {
        source.position(source.position() + count);
      }
      taking = !piece.hasRemaining() && source.hasRemaining() && !Async.spendBudget();
    }
  }

  private int send(ByteBuffer piece) throws IOException {
    try {
      return channel.write(piece);
    } catch (IOException broken) {
      throw AddressFailures.named("cannot write to", otherEnd(), broken);
    }
  }

  @Override
  @Suspends
  public void flush() throws IOException {
    requireWritable();
    if (!held.isEmpty()) {
      awaitHeldBack(0);
    }
  }

  @Override
  @Suspends
  public void shutdownOutput() throws IOException {
    flush();
    channel.shutdownOutput();
  }

  /// Waits until the socket takes more and no more than this is held back.
  @Suspends
  private void awaitHeldBack(int target) throws IOException {
    drainTarget = target;
    startDraining();
    drained.await();
    requireWritable();
  }

  private void startDraining() throws IOException {
    if (!draining) {
      try {
        loop.addWriter(channel, onWritable);
      } catch (UncheckedIOException failure) {
        throw failure.getCause();
      }
      draining = true;
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
    }
    boolean woken = held.size() <= drainTarget && drained.wake();
    if (held.isEmpty() && !woken) {
      stopDraining();
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

  // --- the end

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    readable.close();
    stopDraining();
    drained.wake();
    held.clear();
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing " + this + " failed", e);
    }
  }

  @Override
  public void reset() {
    try {
      if (channel.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException gone) {
      // it is closed, or the other end was faster
    }
    close();
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

  /// Who connects to a Unix socket has no address of its own: then this end's.
  private SocketAddress otherEnd() throws IOException {
    SocketAddress remote = channel.getRemoteAddress();
    return remote.toString().isEmpty() ? channel.getLocalAddress() : remote;
  }

  @Override
  public String toString() {
    try {
      return "connection to " + otherEnd();
    } catch (IOException closed) {
      return "closed connection";
    }
  }
}
