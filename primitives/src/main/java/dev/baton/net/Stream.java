package dev.baton.net;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.sync.Lock;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Bytes in both directions, with the ways to read that protocols need.
///
/// ```java
/// String answer = Async.timeout(Duration.ofSeconds(10), () -> {
///   try (Stream stream = Net.connect("localhost", port)) {
///     stream.write("hello\n");
///     return stream.readLine(1_000);
///   }
/// });
/// ```
///
/// - **Reading** gives what is there and waits only when nothing is. One task reads at a time. What
///   comes from outside has a limit: each method that looks for an end says how much it takes at
///   most. Whatever ends a read without a result (a limit, the end of the stream, a cancellation)
///   leaves the bytes to be read.
/// - **Writing** hands the bytes over and goes on; it waits while the other end reads too slowly.
///   Several tasks may write: each `write` is sent in one piece, in the order of the calls. A write
///   that failed or was cancelled in the middle has cut the stream short: later ones are refused.
/// - **Time limits** come from `Async.timeout`.
public final class Stream implements AutoCloseable {
  /// How long [#close()] waits for what was written and not sent.
  private static final Duration LINGER = Duration.ofSeconds(5);

  private static final byte[] LINE_END = {'\n'};

  private final Transport transport;
  private final InBuffer received = new InBuffer();
  private final Lock writing = new Lock("writing");

  /// How many tasks write, or wait for their turn to.
  private int writers;

  /// The one on which this is written to; null before.
  private EventLoop loop;

  private boolean reading;
  private boolean ended;
  private boolean cutShort;
  private boolean closed;

  /// A stream over this transport.
  public Stream(Transport transport) {
    this.transport = transport;
  }

  // --- reading

  /// Waits until at least one byte is there and takes what fits, without copying where nothing was
  /// left over from before.
  ///
  /// @return how many bytes came, or -1 at the end
  @Suspends
  public int read(ByteBuffer target) throws IOException {
    requireAlone();
    if (!target.hasRemaining()) {
      throw new IllegalArgumentException("the target of read() has no room");
    }
    while (awaitSome()) {
      int count = readNow(target);
      if (count > 0) {
        return count;
      }
    }
    return -1;
  }

  /// Waits until [#read(ByteBuffer)] will probably find something: bytes, the end, or a failure. So
  /// who may have to wait long needs no buffer meanwhile.
  @Suspends
  public void awaitReadable() throws IOException {
    requireAlone();
    awaitSome();
  }

  /// Waits until at least one byte is there and gives at most this many; none at the end.
  @Suspends
  public byte[] read(int most) throws IOException {
    requireAlone();
    requirePositive(most);
    while (awaitSome()) {
      if (!received.isEmpty()) {
        return received.take(Math.min(most, received.size()));
      }
      byte[] piece = transport.readNow(most);
      if (piece == null) {
        ended = true;
      } else if (piece.length > 0) {
        return piece;
      }
    }
    return new byte[0];
  }

  /// Code that looks at some bytes.
  ///
  /// @param <X> what it throws
  @FunctionalInterface
  public interface PieceReader<X extends Exception> {
    /// Deals with these bytes; may wait.
    ///
    /// @param piece not to be kept: the buffer is used again
    @Suspends
    void read(ByteBuffer piece) throws X;
  }

  /// Reads to the end, in pieces of up to 64 KiB, as they come: the fastest way to read much, and
  /// the one that costs no buffer while it waits. The buffer belongs to the loop.
  ///
  /// ```java
  /// Async.timeout(Duration.ofMinutes(1), () -> stream.forEachPiece(other::write));
  /// ```
  @Suspends
  public <X extends Exception> void forEachPiece(PieceReader<X> reader) throws IOException, X {
    PiecePool pool = PiecePool.of(EventLoop.running());
    requireAlone();
    while (awaitSome()) {
      ByteBuffer piece = pool.take();
      try {
        if (readNow(piece) > 0) {
          reader.read(piece.flip());
        }
      } finally {
        pool.giveBack(piece);
      }
      requireAlone();
    }
  }

  private int readNow(ByteBuffer target) throws IOException {
    return received.isEmpty() ? noteEnd(transport.readNow(target)) : received.takeInto(target);
  }

  /// Waits for exactly this many bytes.
  ///
  /// @param count not to be believed if it comes from the other end: check it first
  /// @throws EOFException if the other end stops before; says how many came
  @Suspends
  public byte[] readExactly(int count) throws IOException {
    requireAlone();
    if (count < 0) {
      throw new IllegalArgumentException("count must be at least 0, got " + count);
    }
    byte[] bytes = new byte[count];
    ByteBuffer target = ByteBuffer.wrap(bytes);
    try {
      while (target.hasRemaining()) {
        if (read(target) < 0) {
          throw new EOFException(
              "expected " + count + " bytes, the stream ended after " + target.position());
        }
      }
    } catch (IOException | CancelledError incomplete) {
      received.putBack(bytes, target.position());
      throw incomplete;
    }
    return bytes;
  }

  /// Waits for a line and gives it, in UTF-8, without its end (`\n` or `\r\n`); null at the end of
  /// the stream. A last line need not have an end. Bytes that are not UTF-8 become U+FFFD.
  ///
  /// @param limit how many bytes a line may have, its end among them
  /// @throws LimitExceededException if the line is longer
  @Suspends
  public String readLine(int limit) throws IOException {
    int length = find(LINE_END, limit, "a line has more than ");
    if (length < 0 && received.isEmpty()) {
      return null;
    }
    byte[] line = received.take(length < 0 ? received.size() : length);
    return new String(line, 0, lengthWithoutEnd(line), StandardCharsets.UTF_8);
  }

  private static int lengthWithoutEnd(byte[] line) {
    int length = line.length;
    if (length > 0 && line[length - 1] == '\n') {
      length--;
      if (length > 0 && line[length - 1] == '\r') {
        length--;
      }
    }
    return length;
  }

  /// Waits for this separator and gives everything up to and with it.
  ///
  /// @param limit how many bytes that may be
  /// @throws LimitExceededException if it does not come within the limit
  /// @throws EOFException if the other end stops before; says how many bytes came
  @Suspends
  public byte[] readUntil(byte[] separator, int limit) throws IOException {
    if (separator.length == 0) {
      throw new IllegalArgumentException("the separator must have at least one byte");
    }
    int length = find(separator, limit, "no separator within ");
    if (length < 0) {
      throw new EOFException(
          "expected a separator, the stream ended after " + received.size() + " bytes");
    }
    return received.take(length);
  }

  /// Waits until this separator is among the received bytes.
  ///
  /// @return how many there are up to and with it, or -1 if the stream ends before
  @Suspends
  private int find(byte[] separator, int limit, String tooMany) throws IOException {
    requireAlone();
    requirePositive(limit);
    if (!received.isEmpty()) {
      letOthersRun();
    }
    int from = 0;
    while (true) {
      int length = received.indexOf(separator, from) + separator.length;
      if (length >= separator.length && length <= limit) {
        return length;
      }
      if (length > limit || received.size() >= limit) {
        throw new LimitExceededException(tooMany + limit + " bytes");
      }
      from = Math.max(0, received.size() - separator.length + 1);
      if (!receive(limit)) {
        return -1;
      }
    }
  }

  /// Waits for more bytes and keeps them.
  ///
  /// @return false at the end of the stream
  @Suspends
  private boolean receive(int limit) throws IOException {
    while (awaitMore()) {
      if (noteEnd(received.addFrom(transport, limit)) > 0) {
        return true;
      }
    }
    return false;
  }

  /// Waits until there may be something to be read, from before or from the transport.
  ///
  /// @return false at the end of the stream
  @Suspends
  private boolean awaitSome() throws IOException {
    if (received.isEmpty()) {
      return awaitMore();
    }
    letOthersRun();
    return true;
  }

  /// The same for what the transport brings.
  @Suspends
  private boolean awaitMore() throws IOException {
    if (!transport.mustWait()) {
      letOthersRun();
    }
    if (ended) {
      return false;
    }
    reading = true;
    try {
      transport.awaitReadable();
    } finally {
      reading = false;
    }
    return true;
  }

  /// If this task has gone on for long without having to wait. Nothing was taken yet, so nothing is
  /// lost if it is cancelled meanwhile.
  @Suspends
  private void letOthersRun() throws IOException {
    if (Async.spendBudget()) {
      reading = true;
      try {
        Async.renewBudget();
      } finally {
        reading = false;
      }
      requireOpen();
    }
  }

  private int noteEnd(int count) {
    ended = count < 0;
    return count;
  }

  private void requireAlone() throws IOException {
    requireOpen();
    if (reading) {
      throw new IllegalStateException(this + ": two tasks cannot read at once");
    }
  }

  private static void requirePositive(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("the limit must be at least 1, got " + limit);
    }
  }

  // --- writing

  /// Writes all bytes between the buffer's position and its limit.
  @Suspends
  public void write(ByteBuffer bytes) throws IOException {
    requireOpen();
    boolean spent = Async.spendBudget();
    if (!spent && isAloneInWriting() && writeAtOnce(bytes)) {
      return; // nothing could come between: that needs no lock
    }
    writeInTurn(
        () -> {
          letOthersRunIf(spent);
          cutShort = true;
          transport.write(bytes);
          cutShort = false;
        });
  }

  /// Only in turn: else another write could overtake this one.
  @Suspends
  private static void letOthersRunIf(boolean spent) {
    if (spent) {
      Async.renewBudget();
    }
  }

  /// Writes what can be written without waiting: for who sends to many and must not wait for one. A
  /// callback may use it too.
  ///
  /// Nothing is written while another task writes. TLS, and what is in memory, takes nothing this
  /// way.
  ///
  /// @return true if all was taken; if not, what is left must be written before anything else
  public boolean writeNow(ByteBuffer bytes) throws IOException {
    requireOpen();
    bind(EventLoop.running());
    return writers == 0 && writeAtOnce(bytes);
  }

  /// How many bytes were written and have not been handed to the network, as far as that is known:
  /// more than none for long says that the other end does not read. [#flush()] waits until there
  /// are none.
  public int unsent() {
    return transport.unsent();
  }

  private boolean writeAtOnce(ByteBuffer bytes) throws IOException {
    requireWhole();
    cutShort = true;
    boolean all = transport.writeNow(bytes);
    cutShort = false;
    return all;
  }

  /// False also before the first write has tied this to a loop.
  private boolean isAloneInWriting() {
    return writers == 0 && Async.requireTask("Stream.write()").loop() == loop;
  }

  private void bind(EventLoop running) {
    if (loop != null && loop != running) {
      throw new IllegalStateException(this + " is written to on another loop");
    }
    loop = running;
  }

  /// One task after the other, in the order in which they came.
  @Suspends
  private void writeInTurn(Action<IOException> action) throws IOException {
    bind(Async.requireTask("Stream.write()").loop());
    writers++;
    try (var held = writing.acquire()) {
      requireWhole();
      action.run();
    } finally {
      writers--;
    }
  }

  /// Writes all these bytes.
  @Suspends
  public void write(byte[] bytes) throws IOException {
    write(ByteBuffer.wrap(bytes));
  }

  /// Writes this text in UTF-8.
  @Suspends
  public void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Waits until everything that was written has been handed to the network.
  @Suspends
  public void flush() throws IOException {
    requireOpen();
    boolean spent = Async.spendBudget();
    writeInTurn(
        () -> {
          letOthersRunIf(spent);
          transport.flush();
        });
  }

  /// Tells the other end that nothing more comes (half-close), after everything that was written.
  /// Reading goes on.
  @Suspends
  public void shutdownOutput() throws IOException {
    requireOpen();
    endOutput();
  }

  @Suspends
  private void endOutput() throws IOException {
    writeInTurn(transport::shutdownOutput);
  }

  private void requireWhole() throws IOException {
    if (cutShort) {
      throw new IOException(
          "an earlier write to "
              + this
              + " failed or was cancelled in the middle; nothing can follow it");
    }
  }

  // --- the end

  /// Closes the stream. What was written and not yet sent is sent before, for which this waits at
  /// most five seconds, and not at all in a task that is being cancelled. Then it is lost without
  /// notice: [#flush()] before tells. A stream that was cut short is closed at once.
  ///
  /// For use in tasks; callbacks use [#abort()].
  @Override
  @Suspends
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    boolean hurry = Async.currentTask().cancelling() > 0;
    try {
      Async.timeout(hurry ? Duration.ZERO : LINGER, this::endOutput);
    } catch (IOException | TimeoutException nothingToBeDone) {
      // the other end is gone or does not read: what is left cannot be sent
    } finally {
      transport.close();
    }
  }

  /// Closes the stream at once; what was not sent is lost. Never waits.
  public void abort() {
    closed = true;
    transport.close();
  }

  /// The same, and lets the other end know that this was no orderly end: over TCP, reading there
  /// fails. Nothing of the connection stays in the system.
  public void reset() {
    closed = true;
    transport.reset();
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  /// What this stands on, for whoever goes on with another protocol; this stream is closed then,
  /// its transport is not.
  ///
  /// @throws IllegalStateException if bytes were received that nobody has read, since they would be
  ///   taken for the other protocol's; or if a task reads or writes
  Transport detach() throws IOException {
    requireAlone();
    if (writers > 0) {
      throw new IllegalStateException(this + ": a task still writes");
    }
    if (!received.isEmpty()) {
      throw new IllegalStateException(
          this + " holds " + received.size() + " bytes that nobody has read");
    }
    requireWhole();
    closed = true;
    return transport;
  }

  /// The address of this end.
  public SocketAddress localAddress() {
    return transport.localAddress();
  }

  /// The address of the other end.
  public SocketAddress remoteAddress() {
    return transport.remoteAddress();
  }

  @Override
  public String toString() {
    return "Stream [" + transport + (closed ? ", closed" : "") + "]";
  }
}
