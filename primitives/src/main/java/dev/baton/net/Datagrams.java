package dev.baton.net;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Label;
import dev.baton.Labelled;
import dev.baton.Suspends;
import dev.baton.sync.Lock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/// Sends and receives datagrams (UDP): single messages that may be lost, doubled or overtake each
/// other. One task receives at a time; any number may send.
public final class Datagrams implements AutoCloseable, Labelled {
  /// The most that a datagram can hold.
  private static final int LARGEST = 65_535;

  private final DatagramChannel channel;
  private final Readiness readable;
  private final Readiness writable;
  private final EventLoop loop;
  private final Lock sending = new Lock("sending datagrams");
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(LARGEST);

  Datagrams(EventLoop loop, DatagramChannel channel) {
    this.loop = loop;
    this.channel = channel;
    this.readable = new Readiness(loop, channel, Readiness.Direction.READ, this);
    this.writable = new Readiness(loop, channel, Readiness.Direction.WRITE, this);
  }

  /// Waits for a datagram.
  ///
  /// @throws IOException if this is closed
  @Suspends
  public Datagram receive() throws IOException {
    Async.letOthersRun();
    while (true) {
      incoming.clear();
      SocketAddress from = channel.receive(incoming);
      if (from != null) {
        byte[] bytes = new byte[incoming.flip().remaining()];
        incoming.get(bytes);
        return new Datagram(bytes, from);
      }
      readable.await();
    }
  }

  /// Sends a datagram; waits while the system has no room for it. A host must have been looked up.
  ///
  /// @throws IOException if it is too large for the network, or this is closed
  @Suspends
  public void send(byte[] bytes, SocketAddress to) throws IOException {
    ByteBuffer outgoing = ByteBuffer.wrap(bytes);
    boolean spent = Async.spendBudget();
    try (var held = sending.acquire()) {
      if (spent) { // in line: else another datagram could overtake this one
        Async.renewBudget();
      }
      while (sendNow(outgoing, to) == 0 && outgoing.hasRemaining()) {
        writable.await();
      }
    }
  }

  private int sendNow(ByteBuffer outgoing, SocketAddress to) throws IOException {
    return AddressFailures.named("cannot send a datagram to", to, () -> channel.send(outgoing, to));
  }

  /// The address of this end.
  public SocketAddress localAddress() {
    try {
      return channel.getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException("the socket is closed", e);
    }
  }

  /// Closes the socket; tasks that wait here get an [IOException].
  @Override
  public void close() {
    readable.close();
    writable.close();
    try {
      loop.closeChannel(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("closing " + this + " failed", e);
    }
  }

  @Override
  public Label label() {
    String state = channel.isOpen() ? localAddress().toString() : "closed";
    return new Label(Label.Sort.OUTSIDE, "Datagrams", null, state);
  }

  @Override
  public String toString() {
    return label().toString();
  }
}
