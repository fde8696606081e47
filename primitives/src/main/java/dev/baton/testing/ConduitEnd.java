package dev.baton.testing;

import dev.baton.Suspends;
import dev.baton.net.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/// One end of a connection in memory: reads from one conduit, writes to the other.
final class ConduitEnd implements Transport {
  private final Conduit in;
  private final Conduit out;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;

  ConduitEnd(Conduit in, Conduit out, InetSocketAddress local, InetSocketAddress remote) {
    this.in = in;
    this.out = out;
    this.local = local;
    this.remote = remote;
  }

  @Override
  @Suspends
  public void awaitReadable() throws IOException {
    in.awaitReadable();
  }

  @Override
  public int readNow(ByteBuffer target) throws IOException {
    return in.readNow(target);
  }

  @Override
  @Suspends
  public void write(ByteBuffer source) throws IOException {
    out.write(source);
  }

  @Override
  public void flush() throws IOException {
    out.requireWritable();
  }

  @Override
  public void shutdownOutput() {
    out.end();
  }

  @Override
  public void close() {
    out.end();
    in.closeReading();
  }

  @Override
  public SocketAddress localAddress() {
    return local;
  }

  @Override
  public SocketAddress remoteAddress() {
    return remote;
  }

  @Override
  public String toString() {
    return "connection in memory to " + remote;
  }
}
