package dev.baton.net;

import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.sync.Lock;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/// TLS around another transport, by the JDK's [SSLEngine].
///
/// The engine turns bytes into records and back and says what it needs next; this moves records,
/// and runs the engine's long computations off the loop. A task that reads may have to write too,
/// when the other end wants new keys: that is why sending has a lock of its own.
final class TlsTransport implements Transport {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Transport inner;
  private final SSLEngine engine;
  private final Lock sending = new Lock("TLS records");

  /// Records that came and were not opened yet, ready to be read from.
  private final ByteBuffer records;

  /// Opened bytes that did not fit the reader's buffer, ready to be read from.
  private final ByteBuffer opened;

  private final ByteBuffer outgoing;

  TlsTransport(Transport inner, SSLEngine engine) {
    this.inner = inner;
    this.engine = engine;
    this.records = ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).flip();
    this.opened = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).flip();
    this.outgoing = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
  }

  /// @throws SSLException if the two ends do not agree or do not trust each other
  @Suspends
  void handshake() throws IOException {
    engine.beginHandshake();
    try {
      doWhatIsNeeded();
    } catch (SSLException failure) {
      sendAlert(failure);
      throw failure;
    }
  }

  /// Until the engine has no wish but to exchange data.
  @Suspends
  private void doWhatIsNeeded() throws IOException {
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> runTasks();
        case NEED_WRAP -> send(NOTHING);
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          if (!open(compactOpened())) {
            throw new EOFException("the other end closed the connection during the TLS handshake");
          }
        }
        default -> {
          return;
        }
      }
    }
  }

  /// Public-key arithmetic takes milliseconds: not on the loop.
  @Suspends
  private void runTasks() {
    for (Runnable task; (task = engine.getDelegatedTask()) != null; ) {
      Blocking.call(task::run);
    }
  }

  /// Tells the other end why, if that can still be told.
  @Suspends
  private void sendAlert(SSLException reason) {
    try {
      while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
        send(NOTHING);
      }
      inner.flush();
    } catch (IOException second) {
      reason.addSuppressed(second);
    }
  }

  @Override
  @Suspends
  public int read(ByteBuffer target) throws IOException {
    while (!opened.hasRemaining()) {
      if (engine.isInboundDone() || !open(compactOpened())) {
        return -1;
      }
      if (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
        doWhatIsNeeded();
      }
    }
    int count = Math.min(target.remaining(), opened.remaining());
    target.put(opened.slice(opened.position(), count));
    opened.position(opened.position() + count);
    return count;
  }

  /// [#opened], ready to be written to; [#open] flips it back.
  private ByteBuffer compactOpened() {
    return opened.compact();
  }

  /// Opens one record, waiting for it if necessary.
  ///
  /// @return false when the other end has said that nothing more comes
  @Suspends
  private boolean open(ByteBuffer target) throws IOException {
    try {
      while (true) {
        SSLEngineResult result = engine.unwrap(records, target);
        switch (result.getStatus()) {
          case OK -> {
            return true;
          }
          case CLOSED -> {
            return false;
          }
          case BUFFER_UNDERFLOW -> receive();
          case BUFFER_OVERFLOW -> throw new SSLException("a TLS record is larger than allowed");
        }
      }
    } finally {
      target.flip();
    }
  }

  @Suspends
  private void receive() throws IOException {
    records.compact();
    try {
      if (inner.read(records) < 0) {
        throw new EOFException(
            "the connection ended without TLS saying so; what came may be cut short");
      }
    } finally {
      records.flip();
    }
  }

  @Override
  @Suspends
  public void write(ByteBuffer source) throws IOException {
    while (source.hasRemaining()) {
      send(source);
    }
  }

  /// Makes one record and hands it on.
  @Suspends
  private void send(ByteBuffer source) throws IOException {
    try (var held = sending.acquire()) {
      outgoing.clear();
      SSLEngineResult result = engine.wrap(source, outgoing);
      if (result.getStatus() == SSLEngineResult.Status.CLOSED && source.hasRemaining()) {
        throw new SSLException("the TLS connection is closed for writing");
      }
      inner.write(outgoing.flip());
    }
  }

  @Override
  @Suspends
  public void flush() throws IOException {
    inner.flush();
  }

  @Override
  @Suspends
  public void shutdownOutput() throws IOException {
    engine.closeOutbound();
    while (!engine.isOutboundDone()) {
      send(NOTHING);
    }
    inner.shutdownOutput();
  }

  @Override
  public void close() {
    inner.close();
  }

  @Override
  public SocketAddress localAddress() {
    return inner.localAddress();
  }

  @Override
  public SocketAddress remoteAddress() {
    return inner.remoteAddress();
  }

  @Override
  public String toString() {
    return "TLS " + inner;
  }
}
