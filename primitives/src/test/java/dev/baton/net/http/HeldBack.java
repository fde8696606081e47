package dev.baton.net.http;

import dev.baton.Suspends;
import dev.baton.net.Stream;
import dev.baton.net.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/// One end of a connection that takes whatever is written, as a socket with large buffers does, and
/// sends it when it is flushed: only then it shows that the other end does not read.
final class HeldBack implements Transport {
  private final Stream inner;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();

  HeldBack(Stream inner) {
    this.inner = inner;
  }

  @Override
  @Suspends
  public void awaitReadable() throws IOException {
    inner.awaitReadable();
  }

  @Override
  public int readNow(ByteBuffer target) throws IOException {
    return inner.read(target); // does not wait: awaitReadable has found something
  }

  @Override
  public void write(ByteBuffer source) {
    byte[] bytes = new byte[source.remaining()];
    source.get(bytes);
    held.writeBytes(bytes);
  }

  @Override
  @Suspends
  public void flush() throws IOException {
    byte[] bytes = held.toByteArray();
    held.reset();
    inner.write(bytes);
  }

  @Override
  @Suspends
  public void shutdownOutput() throws IOException {
    flush();
    inner.shutdownOutput();
  }

  @Override
  public void close() {
    inner.abort();
  }

  @Override
  public SocketAddress localAddress() {
    return inner.localAddress();
  }

  @Override
  public SocketAddress remoteAddress() {
    return inner.remoteAddress();
  }
}
