package dev.baton.net;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.sync.Lock;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/// TLS around another transport, by the JDK's [SSLEngine].
///
/// The engine turns bytes into records and back and says what it needs next; this moves records,
/// and runs the engine's long computations off the loop. A task that reads may have to write too,
/// when the other end wants new keys: that is why sending has a lock of its own.
///
/// All buffers are ready to be read from whenever a task may wait.
final class TlsTransport implements Transport {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Transport inner;
  private final SSLEngine engine;
  private final Lock sending = new Lock("TLS records");

  /// Records that came and were not opened yet.
  private final InBuffer records = new InBuffer();

  /// Opened bytes that did not fit the reader's buffer.
  private ByteBuffer opened = NOTHING;

  /// A record that was not handed on whole, because its task was cancelled: it must go first.
  private ByteBuffer outgoing = NOTHING;

  /// What the other end sent is not TLS: nothing after it can be believed.
  private SSLException failure;

  TlsTransport(Transport inner, SSLEngine engine) {
    this.inner = inner;
    this.engine = engine;
  }

  /// May grow when the other end sends larger ones.
  private int recordSize() {
    return engine.getSession().getPacketBufferSize();
  }

  // --- the handshake

  /// Agrees with the other end on keys.
  ///
  /// @throws SSLException if the two ends do not agree or do not trust each other
  @Suspends
  void handshake() throws IOException {
    engine.beginHandshake();
    try {
      while (handshakeStep()) {
        // until the engine has no wish but to exchange data
      }
    } catch (SSLException reason) {
      sendAlert();
      throw reason;
    }
  }

  @Suspends
  private boolean handshakeStep() throws IOException {
    switch (engine.getHandshakeStatus()) {
      case NEED_TASK -> runTasks();
      case NEED_WRAP -> send(NOTHING);
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
        if (openRecord() == Status.CLOSED) {
          throw new EOFException("the other end closed the connection during the TLS handshake");
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /// Public-key arithmetic takes milliseconds: not on the loop.
  @Suspends
  private void runTasks() {
    for (Runnable task; (task = engine.getDelegatedTask()) != null; ) {
      Blocking.call(task::run);
    }
  }

  /// Tells the other end why, if that can still be told without waiting.
  @Suspends
  private void sendAlert() {
    try {
      Async.timeout(Duration.ZERO, this::sendWhatTheEngineHas);
    } catch (IOException | TimeoutException nothingToBeDone) {
      // the reason that is about to be raised matters more
    }
  }

  @Suspends
  private void sendWhatTheEngineHas() throws IOException {
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
        && send(NOTHING).bytesProduced() > 0) {
      // until it has nothing more
    }
  }

  // --- reading

  @Override
  @Suspends
  public void awaitReadable() throws IOException {
    try {
      while (!opened.hasRemaining() && !isEnded()) {
        openRecord();
        answerRequests();
      }
    } catch (SSLException reason) {
      if (failure == null) {
        failure = reason;
        sendAlert();
      }
      throw reason;
    }
  }

  private boolean isEnded() throws SSLException {
    if (failure != null) {
      throw failure;
    }
    return engine.isInboundDone();
  }

  @Override
  public int readNow(ByteBuffer target) throws IOException {
    if (!opened.hasRemaining()) {
      return isEnded() ? -1 : 0;
    }
    int count = Math.min(target.remaining(), opened.remaining());
    target.put(opened.slice(opened.position(), count));
    opened.position(opened.position() + count);
    return count;
  }

  /// Opens one record, waiting for it if necessary.
  ///
  /// @return OK, or CLOSED when the other end has said goodbye
  @Suspends
  private Status openRecord() throws IOException {
    while (true) {
      Status status = unwrap();
      switch (status) {
        case OK, CLOSED -> {
          return status;
        }
        case BUFFER_UNDERFLOW -> receive();
        case BUFFER_OVERFLOW ->
            opened = larger(opened, engine.getSession().getApplicationBufferSize());
      }
    }
  }

  private Status unwrap() throws SSLException {
    opened.compact();
    try {
      return records.unwrap(engine, opened).getStatus();
    } catch (RuntimeException surprise) {
      throw broken(surprise);
    } finally {
      opened.flip();
    }
  }

  /// An engine that meets what its authors have not expected.
  private SSLException broken(RuntimeException surprise) {
    return new SSLException("TLS over " + inner + " broke: " + surprise, surprise);
  }

  /// Room for this many more bytes.
  private static ByteBuffer larger(ByteBuffer full, int room) {
    return ByteBuffer.allocate(full.remaining() + room).put(full).flip();
  }

  @Suspends
  private void receive() throws IOException {
    if (!opened.hasRemaining()) {
      opened = NOTHING; // who waits needs no buffer
    }
    Async.letOthersRun(); // records may be empty: then the reader sees none of them
    inner.awaitReadable();
    if (records.addFrom(inner, recordSize()) < 0) {
      throw new EOFException(
          "the connection ended without TLS saying so; what came may be cut short");
    }
  }

  /// The other end may want new keys (TLS 1.3), or a goodbye for its own (TLS 1.2).
  @Suspends
  private void answerRequests() throws IOException {
    if (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
      throw new SSLException("the other end wants to renegotiate, which is refused");
    }
    sendWhatTheEngineHas();
  }

  // --- writing

  @Override
  public int unsent() {
    return outgoing.remaining() + inner.unsent();
  }

  @Override
  @Suspends
  public void write(ByteBuffer source) throws IOException {
    while (source.hasRemaining()) {
      Async.letOthersRun();
      SSLEngineResult result = send(source);
      if (result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
        throw new SSLException("TLS takes no more data: it was closed, or is to be renegotiated");
      }
    }
  }

  /// Makes one record and hands it on.
  @Suspends
  private SSLEngineResult send(ByteBuffer source) throws IOException {
    try (var held = sending.acquire()) {
      inner.write(outgoing);
      SSLEngineResult result = wrap(source);
      inner.write(outgoing);
      return result;
    }
  }

  private SSLEngineResult wrap(ByteBuffer source) throws SSLException {
    while (true) {
      outgoing.clear();
      try {
        SSLEngineResult result = engine.wrap(source, outgoing);
        if (result.getStatus() != Status.BUFFER_OVERFLOW) {
          return result;
        }
      } catch (RuntimeException surprise) {
        throw broken(surprise);
      } finally {
        outgoing.flip();
      }
      outgoing = ByteBuffer.allocate(Math.max(outgoing.capacity() * 2, recordSize())).flip();
    }
  }

  @Override
  @Suspends
  public void flush() throws IOException {
    try (var held = sending.acquire()) {
      inner.write(outgoing);
      inner.flush();
    }
  }

  @Override
  @Suspends
  public void shutdownOutput() throws IOException {
    engine.closeOutbound();
    while (!engine.isOutboundDone() && send(NOTHING).bytesProduced() > 0) {
      // until the engine has said goodbye
    }
    try (var held = sending.acquire()) {
      inner.shutdownOutput();
    }
  }

  @Override
  public void reset() {
    inner.reset();
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
