package dev.baton.testing;

import dev.baton.Suspends;
import dev.baton.net.Transport;
import dev.baton.testing.IoFaults.Io;
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
    int bytes = in.arrivedBytes();
    Fault fault = bytes > 0 || in.isAtEnd() ? IoFaults.next(Io.READ, bytes, this) : null;
    return fault == null ? in.readNow(target) : readBadly(fault, target);
  }

  private int readBadly(Fault fault, ByteBuffer target) throws IOException {
    switch (fault) {
      case RESET -> reset();
      case STALL -> in.stall();
      case HALF_CLOSE -> in.cutOff();
      case SHORT -> {
        return readOne(target);
      }
      case GARBAGE -> {
        return readGarbage(target);
      }
    }
    return in.readNow(target);
  }

  @Override
  public void reset() {
    in.breakOff();
    out.breakOff();
  }

  private int readOne(ByteBuffer target) throws IOException {
    int count = in.readNow(target.slice(target.position(), 1));
    target.position(target.position() + count);
    return count;
  }

  private int readGarbage(ByteBuffer target) throws IOException {
    int count = in.readNow(target);
    for (int i = target.position() - count; i < target.position(); i++) {
      target.put(i, (byte) ~target.get(i));
    }
    return count;
  }

  @Override
  @Suspends
  public void write(ByteBuffer source) throws IOException {
    switch (IoFaults.next(Io.WRITE, source.remaining(), this)) {
      case RESET -> reset();
      case SHORT -> writeOne(source);
      case null, default -> {
        // all goes well
      }
    }
    out.write(source);
  }

  @Suspends
  private void writeOne(ByteBuffer source) throws IOException {
    out.write(source.slice(source.position(), 1));
    source.position(source.position() + 1);
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
